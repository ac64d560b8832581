/**
 * Replaces `$(NAME)` by a variable's value, as in a container's command, args and env values. `$$` is a
 * dollar sign, and a name that is not known stays as it is written.
 */
export function expand(text: string, variables: Readonly<Record<string, string>>): string {
	return text.replaceAll(/\$(?:\$|\(([^)]*)\))/g, (whole, name: string | undefined) => {
		if (name === undefined) {
			return '$';
		}

		return Object.hasOwn(variables, name) ? (variables[name] ?? whole) : whole;
	});
}
