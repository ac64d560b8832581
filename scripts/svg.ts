import type {Cell, Color} from '../test/helpers/terminal-cells.ts';
import {column, n, row, shapeOf} from './svg-shapes.ts';

export type Appearance = 'light' | 'dark';

interface Palette {
	background: string;
	foreground: string;
	border: string;
	/** The terminal's first 16 colours. */
	colors: string[];
}

// Text of each is at least 4.5 times as light or dark as its background (WCAG 2.2, 1.4.3).
const palettes: Record<Appearance, Palette> = {
	light: {
		background: '#fbfbfa',
		foreground: '#24292f',
		border: '#d8dce1',
		colors: [
			...['#24292f', '#b4232c', '#1a7335', '#8a5a00', '#0b5cad', '#8438a8', '#0f6b7a', '#5b636c'],
			...['#57606a', '#b4232c', '#1a7335', '#8a5a00', '#0b5cad', '#8438a8', '#0f6b7a', '#24292f'],
		],
	},
	dark: {
		background: '#14171c',
		foreground: '#d5dae1',
		border: '#2c323b',
		colors: [
			...['#14171c', '#ff7b72', '#5fcf80', '#e3b341', '#6cb0ff', '#d2a0ff', '#56cfe1', '#b8c0ca'],
			...['#8b949e', '#ff9a93', '#7ee29a', '#f0c862', '#8cc3ff', '#e0bcff', '#7fe0ee', '#f0f3f6'],
		],
	},
};

const fonts =
	"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono CJK JP','Noto Sans JP',monospace";
const margin = 16;
const fontSize = 14;

/** What the terminal shows as an SVG picture. `title` is what a screen reader says. */
export function pictureSvg(
	cells: Cell[][],
	{appearance, title}: {appearance: Appearance; title: string},
): string {
	const palette = palettes[appearance];
	const body = cells.map((line, y) => rowSvg(line, y * row, palette)).join('\n');
	return document(cells, {
		title,
		palette,
		body: `<g transform="translate(${margin} ${margin})">\n${body}\n</g>`,
	});
}

/** A frame of a film, and how long it is shown. */
export interface Frame {
	cells: Cell[][];
	/** Seconds. */
	duration: number;
}

/**
 * The frames as one moving SVG picture, without script: a strip of frames that is moved behind a window. Rows that look
 * the same are in it once. Who wants no motion sees the last frame.
 */
export function filmSvg(
	frames: Frame[],
	{appearance, title}: {appearance: Appearance; title: string},
): string {
	const palette = palettes[appearance];
	const first = frames[0];
	if (!first) {
		throw new Error('A film needs a frame.');
	}

	const ids = new Map<string, string>();
	const uses = frames.map(({cells}, index) => {
		const rows = cells.map((line, y) => {
			const svg = rowSvg(line, 0, palette);
			if (svg === '') {
				return '';
			}

			const id = ids.get(svg) ?? `r${ids.size.toString(36)}`;
			ids.set(svg, id);
			return `<use href="#${id}" y="${n(y * row)}"/>`;
		});
		return `<g transform="translate(${n(index * width(first.cells))} 0)">${rows.join('')}</g>`;
	});
	const total = frames.reduce((sum, {duration}) => sum + duration, 0);
	let at = 0;
	const keys = frames.map(({duration}, index) => {
		const key = `${((at / total) * 100).toFixed(3)}%{transform:translateX(${n(-index * width(first.cells))}px)}`;
		at += duration;
		return key;
	});
	const last = n(-(frames.length - 1) * width(first.cells));
	const body = `<style>
@keyframes film{${keys.join('')}100%{transform:translateX(${last}px)}}
.film{animation:film ${total.toFixed(2)}s step-end infinite}
@media (prefers-reduced-motion:reduce){.film{animation:none;transform:translateX(${last}px)}}
</style>
<defs>
${[...ids].map(([svg, id]) => `<g id="${id}">${svg}</g>`).join('\n')}
</defs>
<svg x="${margin}" y="${margin}" width="${n(width(first.cells))}" height="${n(first.cells.length * row)}"><g class="film">
${uses.join('\n')}
</g></svg>`;
	return document(first.cells, {title, palette, body});
}

function width(cells: Cell[][]): number {
	return (cells[0]?.length ?? 0) * column;
}

function document(
	cells: Cell[][],
	{title, palette, body}: {title: string; palette: Palette; body: string},
): string {
	const size = {width: n(width(cells) + 2 * margin), height: n(cells.length * row + 2 * margin)};
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img">
<title>${escape(title)}</title>
<style>
text{font:${fontSize}px ${fonts};fill:${palette.foreground}}
.b{font-weight:700}.i{font-style:italic}.u{text-decoration:underline}.d{opacity:.62}
.l{fill:none;stroke:${palette.foreground};stroke-width:1.2}
rect{fill:${palette.foreground}}
</style>
<rect x=".5" y=".5" width="${n(Number(size.width) - 1)}" height="${n(Number(size.height) - 1)}" rx="8" style="fill:${palette.background};stroke:${palette.border}"/>
${body}
</svg>
`;
}

/** A row's backgrounds, then its text: one piece for what looks the same, so that each begins in its own column. */
function rowSvg(line: Cell[], y: number, palette: Palette): string {
	const backgrounds: string[] = [];
	const texts: string[] = [];
	let x = 0;
	while (x < line.length) {
		const cell = line[x]!;
		const look = lookOf(cell, palette);
		const isWide = cell.width === 2;
		let end = x;
		let text = '';
		let shapes = '';
		const isShape = shapeOf(cell.text, 0, 0, '') !== undefined;
		while (end < line.length) {
			const next = line[end]!;
			const shape = shapeOf(next.text, end * column, y, shapeStyle(look, next.text));
			if (
				(next.width === 2) !== isWide ||
				(shape !== undefined) !== isShape ||
				JSON.stringify(lookOf(next, palette)) !== JSON.stringify(look)
			) {
				break;
			}

			text += next.text;
			shapes += shape ?? '';
			end += Math.max(1, next.width);
		}

		if (look.background !== undefined) {
			backgrounds.push(
				`<rect x="${n(x * column)}" y="${n(y)}" width="${n((end - x) * column)}" height="${row}" style="fill:${look.background}"/>`,
			);
		}

		texts.push(isShape ? shapes : textSvg(text, x, end, y, look));
		x = end;
	}

	return backgrounds.join('') + texts.join('');
}

interface Look {
	foreground: string | undefined;
	background: string | undefined;
	classes: string;
}

function lookOf(cell: Cell, palette: Palette): Look {
	const foreground = colorOf(cell.foreground, palette);
	const background = colorOf(cell.background, palette);
	const classes = [cell.bold && 'b', cell.italic && 'i', cell.underline && 'u', cell.dim && 'd'];
	return {
		foreground: cell.inverse ? (background ?? palette.background) : foreground,
		background: cell.inverse ? (foreground ?? palette.foreground) : background,
		classes: classes.filter(Boolean).join(' '),
	};
}

/** Undefined for the terminal's own colour, which the style sheet names. */
function colorOf(color: Color, {colors}: Palette): string | undefined {
	if (typeof color === 'string') {
		return color === 'default' ? undefined : color;
	}

	if (color < 16) {
		return colors[color];
	}

	// xterm's 256 colours: a cube of 6 by 6 by 6, then 24 greys.
	const level = (value: number) => (value === 0 ? 0 : value * 40 + 55);
	const [red, green, blue] =
		color < 232
			? [
					level(Math.floor((color - 16) / 36)),
					level(Math.floor((color - 16) / 6) % 6),
					level((color - 16) % 6),
				]
			: [8 + (color - 232) * 10, 8 + (color - 232) * 10, 8 + (color - 232) * 10];
	return `rgb(${red},${green},${blue})`;
}

function shapeStyle({foreground, classes}: Look, character: string): string {
	const isDim = classes.split(' ').includes('d') ? ' opacity=".62"' : '';
	const isLine = /[\u2500-\u257F]/.test(character);
	return (foreground === undefined ? '' : ` style="${isLine ? 'stroke' : 'fill'}:${foreground}"`) + isDim;
}

function textSvg(text: string, start: number, end: number, y: number, {foreground, classes}: Look): string {
	// Not trim(): an ideographic space has two columns. Spaces that do not break are kept by every renderer.
	const shown = text.replaceAll(/^ +| +$/g, '');
	if (shown === '') {
		return '';
	}

	const lead = text.length - text.replace(/^ +/, '').length;
	const columns = end - start - (text.length - shown.length);
	const attributes = [
		`x="${n((start + lead) * column)}"`,
		`y="${n(y + 13.2)}"`,
		`textLength="${n(columns * column)}" lengthAdjust="spacingAndGlyphs"`,
		classes && `class="${classes}"`,
		foreground && `style="fill:${foreground}"`,
	];
	return `<text ${attributes.filter(Boolean).join(' ')}>${escape(shown.replaceAll(' ', '\u00A0'))}</text>`;
}

function escape(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
