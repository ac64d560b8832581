/**
 * `compute` with the last result kept, for as long as `inputsOf` gives the same values: what is drawn is computed anew
 * only when what it shows has changed, and keeps its identity until then.
 */
export function memoize<Input, Result>(
	inputsOf: (input: Input) => readonly unknown[],
	compute: (input: Input) => Result,
): (input: Input) => Result {
	let last: {inputs: readonly unknown[]; result: Result} | undefined;
	return (input) => {
		const inputs = inputsOf(input);
		if (last !== undefined && inputs.every((value, index) => Object.is(value, last!.inputs[index]))) {
			return last.result;
		}

		const result = compute(input);
		last = {inputs, result};
		return result;
	};
}
