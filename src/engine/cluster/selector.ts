/** Whether labels fit a selector of `kubectl -l`'s equality-based kind: `a=b,c!=d,e,!f`. */
export function selects(selector: string, labels: Readonly<Record<string, string>> = {}): boolean {
	return selector.split(',').every((term) => {
		const [, absent, key, operator, value] =
			/^\s*(!?)\s*([^=!\s]+)\s*(==|=|!=)?\s*(\S*)\s*$/.exec(term) ?? [];
		if (key === undefined) {
			return false;
		}

		if (operator === undefined) {
			return key in labels === (absent === '');
		}

		return (labels[key] === value) === (operator !== '!=');
	});
}
