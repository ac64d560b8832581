// Frames and blocks are drawn as shapes: every font has its own idea of how they join.

/** Columns and rows of one character on the picture, in its units. */
export const column = 8.4;
export const row = 18;

type Edges = 'l' | 'r' | 'u' | 'd';

const edges: Record<string, Edges[]> = {
	'─': ['l', 'r'],
	'│': ['u', 'd'],
	'┌': ['r', 'd'],
	'┐': ['l', 'd'],
	'└': ['r', 'u'],
	'┘': ['l', 'u'],
	'├': ['r', 'u', 'd'],
	'┤': ['l', 'u', 'd'],
	'┬': ['l', 'r', 'd'],
	'┴': ['l', 'r', 'u'],
	'┼': ['l', 'r', 'u', 'd'],
};

// Rounded corners: from one edge's middle to the other's.
const corners: Record<string, [Edges, Edges]> = {
	'╭': ['r', 'd'],
	'╮': ['l', 'd'],
	'╰': ['r', 'u'],
	'╯': ['l', 'u'],
};

// Rectangles as shares of the cell: x, y, width, height, and how solid.
const blocks: Record<string, [number, number, number, number, number]> = {
	'█': [0, 0, 1, 1, 1],
	'▌': [0, 0, 0.5, 1, 1],
	'▐': [0.5, 0, 0.5, 1, 1],
	'▎': [0, 0, 0.25, 1, 1],
	'▏': [0, 0, 0.125, 1, 1],
	'▀': [0, 0, 1, 0.5, 1],
	'▄': [0, 0.5, 1, 0.5, 1],
	'░': [0, 0, 1, 1, 0.25],
	'▒': [0, 0, 1, 1, 0.5],
	'▓': [0, 0, 1, 1, 0.75],
};

/** The SVG of `character` in the cell at `x`, `y` (its upper left), or undefined where it is a letter like others. */
export function shapeOf(character: string, x: number, y: number, attributes: string): string | undefined {
	const point: Record<Edges, string> = {
		l: `${n(x)} ${n(y + row / 2)}`,
		r: `${n(x + column)} ${n(y + row / 2)}`,
		u: `${n(x + column / 2)} ${n(y)}`,
		d: `${n(x + column / 2)} ${n(y + row)}`,
	};
	const middle = `${n(x + column / 2)} ${n(y + row / 2)}`;
	const lines = edges[character];
	if (lines) {
		return `<path class="l" d="${lines.map((edge) => `M${middle}L${point[edge]}`).join('')}"${attributes}/>`;
	}

	const corner = corners[character];
	if (corner) {
		return `<path class="l" d="M${point[corner[0]]}Q${middle} ${point[corner[1]]}"${attributes}/>`;
	}

	const block = blocks[character];
	if (!block) {
		return undefined;
	}

	const [left, top, wide, high, solid] = block;
	const size = `x="${n(x + left * column)}" y="${n(y + top * row)}" width="${n(wide * column)}" height="${n(high * row)}"`;
	// Side by side and one below the other they are one surface.
	return `<rect ${size} shape-rendering="crispEdges"${solid === 1 ? '' : ` fill-opacity="${solid}"`}${attributes}/>`;
}

/** A number with no more digits than can be seen. */
export function n(value: number): string {
	return String(Math.round(value * 100) / 100);
}
