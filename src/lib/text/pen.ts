/** The style that text is written in: what turns it on, and what turns it off again. */
export interface Pen {
	readonly open: string;
	readonly close: string;
	/** SGR codes by what they set. */
	readonly codes: ReadonlyMap<Attribute, string>;
}

type Attribute =
	| 'bold'
	| 'dim'
	| 'italic'
	| 'underline'
	| 'inverse'
	| 'strikethrough'
	| 'foreground'
	| 'background';

export const noPen: Pen = {open: '', close: '', codes: new Map()};

// ECMA-48, 8.3.117: Select Graphic Rendition.
const offCodes: Record<Attribute, string> = {
	bold: '22',
	dim: '22',
	italic: '23',
	underline: '24',
	inverse: '27',
	strikethrough: '29',
	foreground: '39',
	background: '49',
};
const onCodes = new Map<number, Attribute>([
	[1, 'bold'],
	[2, 'dim'],
	[3, 'italic'],
	[4, 'underline'],
	[7, 'inverse'],
	[9, 'strikethrough'],
]);

// The same style is the same object, so that pens are compared by identity.
const pens = new Map<string, Pen>();

/** The pen after the parameters of an SGR sequence (`1;36`). */
export function changePen(pen: Pen, parameters: string): Pen {
	const codes = new Map(pen.codes);
	const numbers = parameters.split(/[;:]/).map(Number);
	for (let index = 0; index < numbers.length; index++) {
		const code = numbers[index]!;
		const attribute = onCodes.get(code) ?? colorAttribute(code);
		if (code === 0) {
			codes.clear();
		} else if (attribute === undefined) {
			turnOff(codes, code);
		} else if (code === 38 || code === 48) {
			// 38;5;n or 38;2;r;g;b
			const length = numbers[index + 1] === 5 ? 3 : 5;
			codes.set(attribute, numbers.slice(index, index + length).join(';'));
			index += length - 1;
		} else {
			codes.set(attribute, String(code));
		}
	}

	return penOf(codes);
}

function colorAttribute(code: number): Attribute | undefined {
	if ((code >= 30 && code <= 38) || (code >= 90 && code <= 97)) {
		return 'foreground';
	}

	return (code >= 40 && code <= 48) || (code >= 100 && code <= 107) ? 'background' : undefined;
}

function turnOff(codes: Map<Attribute, string>, code: number): void {
	for (const [attribute, off] of Object.entries(offCodes)) {
		if (off === String(code)) {
			codes.delete(attribute as Attribute);
		}
	}
}

function penOf(codes: ReadonlyMap<Attribute, string>): Pen {
	if (codes.size === 0) {
		return noPen;
	}

	const open = [...codes.values()].map((code) => `\u001B[${code}m`).join('');
	let pen = pens.get(open);
	if (pen === undefined) {
		const offs = new Set([...codes.keys()].toReversed().map((attribute) => offCodes[attribute]));
		pen = {open, close: [...offs].map((code) => `\u001B[${code}m`).join(''), codes};
		pens.set(open, pen);
	}

	return pen;
}
