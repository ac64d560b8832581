interface Level {
	/** Undefined in an array. */
	keys: Set<string> | undefined;
	path: string;
	/** Of the element, in an array. */
	index: number;
	/** The key that the next value belongs to. */
	key: string;
}

/**
 * The keys that stand twice in one object of `text`, which must be valid JSON, each as `duplicate field
 * "spec.containers[0].image"`. One pass over the text: every write goes through here.
 */
export function duplicateFields(text: string): string[] {
	const found: string[] = [];
	const levels: Level[] = [];
	let keyNext = false;
	for (let at = 0; at < text.length; at++) {
		const level = levels.at(-1);
		switch (text[at]) {
			case '{':
			case '[': {
				const isObject = text[at] === '{';
				const keys = isObject ? new Set<string>() : undefined;
				levels.push({keys, path: pathOf(level), index: 0, key: ''});
				keyNext = isObject;
				break;
			}

			case '}':
			case ']': {
				levels.pop();
				keyNext = false;
				break;
			}

			case ',': {
				level!.index++;
				keyNext = level!.keys !== undefined;
				break;
			}

			case '"': {
				const end = endOfString(text, at);
				if (keyNext) {
					readKey(level!, JSON.parse(text.slice(at, end + 1)) as string, found);
					keyNext = false;
				}

				at = end;
				break;
			}

			default: {
				break;
			}
		}
	}

	return found;
}

/** Where the value that comes next stands. */
function pathOf(level: Level | undefined): string {
	if (level === undefined) {
		return '';
	}

	if (level.keys === undefined) {
		return `${level.path}[${level.index}]`;
	}

	return level.path === '' ? level.key : `${level.path}.${level.key}`;
}

function readKey(level: Level, key: string, found: string[]): void {
	level.key = key;
	if (level.keys!.has(key)) {
		found.push(`duplicate field ${JSON.stringify(pathOf(level))}`);
	}

	level.keys!.add(key);
}

function endOfString(text: string, start: number): number {
	let end = text.indexOf('"', start + 1);
	while (isEscaped(text, end)) {
		end = text.indexOf('"', end + 1);
	}

	return end;
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
	let slashes = 0;
	while (text[at - 1 - slashes] === '\\') {
		slashes++;
	}

	return slashes % 2 === 1;
}
