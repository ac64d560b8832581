import {isMap, isScalar, isSeq, LineCounter, parseAllDocuments} from 'yaml';

/**
 * The keys that stand twice in one map of a YAML text, in the words of a Kubernetes server: `line 9: key "volumes"
 * already set in map`. Text that cannot be parsed has none.
 */
export function duplicateKeys(text: string): string[] {
	const lines = new LineCounter();
	const found: string[] = [];
	for (const {contents} of parseAllDocuments(text, {uniqueKeys: false, lineCounter: lines})) {
		visit(contents, (key, offset) => {
			found.push(`line ${lines.linePos(offset).line}: key ${JSON.stringify(key)} already set in map`);
		});
	}

	return found;
}

function visit(node: unknown, report: (key: string, offset: number) => void): void {
	if (isSeq(node)) {
		for (const item of node.items) {
			visit(item, report);
		}
	} else if (isMap(node)) {
		const seen = new Set<string>();
		for (const {key, value} of node.items) {
			if (isScalar(key)) {
				const name = String(key.value);
				if (seen.has(name)) {
					report(name, key.range?.[0] ?? 0);
				}

				seen.add(name);
			}

			visit(value, report);
		}
	}
}
