import {CelScalar, celEnv, isCelError, listType, mapType, parse, plan, type CelInput} from '@bufbuild/cel';
import {strings} from '@bufbuild/cel/ext';

/** True when the expression holds; an expression that has no value (a field that is not there) does not. */
export type Condition = (objects: readonly unknown[]) => boolean;

const anyObject = mapType(CelScalar.STRING, CelScalar.DYN);
const environment = celEnv({
	variables: {object: anyObject, objects: listType(anyObject)},
	funcs: strings,
});

/**
 * Compiles a CEL expression over `objects`, and `object`, the first of them (without a field when there is
 * none). Throws an Error with the mistake when it is not CEL, or names a variable or function that is not there.
 */
export function compileCondition(expression: string): Condition {
	const parsed = parse(expression);
	const mistake = findUnknownName(parsed.expr, new Set(['object', 'objects']));
	if (mistake !== undefined) {
		throw new Error(mistake);
	}

	const evaluate = plan(environment, parsed);
	return (objects) => {
		const list = objects.map((object) => toCel(object)) as never[];
		const result = evaluate({object: list[0] ?? new Map<string, CelInput>(), objects: list});
		return !isCelError(result) && result === true;
	};
}

// The parts of a parsed expression that the walk needs.
interface Expression {
	exprKind: {case?: string; value?: unknown};
}

/** Says the first variable or function that the environment lacks; the library would only say so when it runs. */
function findUnknownName(expression: Expression | undefined, names: ReadonlySet<string>): string | undefined {
	const {case: kind, value} = expression?.exprKind ?? {};
	const first = (...parts: Array<Expression | undefined>) => {
		for (const part of parts) {
			const mistake = findUnknownName(part, names);
			if (mistake !== undefined) {
				return mistake;
			}
		}

		return undefined;
	};

	switch (kind) {
		case 'identExpr': {
			const {name} = value as {name: string};
			return names.has(name) || types.has(name) ? undefined : `there is no variable "${name}"`;
		}

		case 'selectExpr':
			return first((value as {operand?: Expression}).operand);
		case 'callExpr': {
			const call = value as {function: string; target?: Expression; args: Expression[]};
			if (/^[a-z]/i.test(call.function) && environment.funcs.find(call.function) === undefined) {
				return `there is no function "${call.function}"`;
			}

			return first(call.target, ...call.args);
		}

		case 'listExpr':
			return first(...(value as {elements: Expression[]}).elements);
		case 'structExpr':
			return first(
				...(
					value as {entries: Array<{keyKind: {case?: string; value?: unknown}; value?: Expression}>}
				).entries.flatMap((entry) => [
					entry.keyKind.case === 'mapKey' ? (entry.keyKind.value as Expression) : undefined,
					entry.value,
				]),
			);
		case 'comprehensionExpr': {
			const loop = value as {
				iterVar: string;
				iterVar2?: string;
				accuVar: string;
				iterRange?: Expression;
				accuInit?: Expression;
				loopCondition?: Expression;
				loopStep?: Expression;
				result?: Expression;
			};
			const inner = new Set([...names, loop.iterVar, loop.iterVar2 ?? '', loop.accuVar]);
			return (
				first(loop.iterRange, loop.accuInit) ??
				findUnknownName(loop.loopCondition, inner) ??
				findUnknownName(loop.loopStep, inner) ??
				findUnknownName(loop.result, inner)
			);
		}

		default:
			return undefined;
	}
}

const types = new Set([
	'bool',
	'bytes',
	'double',
	'int',
	'list',
	'map',
	'null_type',
	'string',
	'type',
	'uint',
]);

/** JSON as CEL has it: whole numbers are int, as in Kubernetes' own CEL. */
function toCel(value: unknown): CelInput {
	if (typeof value === 'number') {
		return Number.isSafeInteger(value) ? BigInt(value) : value;
	}

	if (Array.isArray(value)) {
		return value.map((element) => toCel(element));
	}

	if (typeof value === 'object' && value !== null) {
		return new Map(Object.entries(value).map(([key, element]) => [key, toCel(element)]));
	}

	return value as CelInput;
}
