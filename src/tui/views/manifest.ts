import {highlightYaml} from '../markdown/yaml.ts';
import {pad} from '../../lib/text/fit.ts';
import {width as widthOf} from '../../lib/text/width.ts';
import {wrap} from '../../lib/text/wrap.ts';
import {placeNotes, type Notes} from './manifest-notes.ts';
import type {LineOptions} from './line-options.ts';

/** A note beside its field needs this much; narrower, it stands below. */
const narrowestNotes = 28;
const pleasantNotes = 44;
const widestNotes = 56;
/** Code is not made narrower than this to make notes wider. */
const narrowestCode = 66;

/** A manifest with line numbers and highlighting, and notes beside the fields they are about, or below them. */
export function manifestLines(text: string, options: LineOptions & {notes: Notes}): string[] {
	const {width, theme, language} = options;
	const source = text.replaceAll('\t', '    ').replace(/\n$/, '');
	const code = highlightYaml(source, theme);
	const notes = Map.groupBy(placeNotes(source, options.notes), ({line}) => line);
	const number = String(code.length).length;
	const {code: codeColumns, all} = naturalWidth(source, number + 2);
	const shared = Math.min(codeColumns, Math.max(narrowestCode, width - 3 - pleasantNotes));
	const left = Math.min(all, Math.max(shared, width - 3 - widestNotes));
	const room = Math.min(widestNotes, width - left - 3);
	const isBeside = room >= narrowestNotes;
	return code.flatMap((line, index) => {
		const indent = ' '.repeat(/^ */.exec(line)![0].length + 2);
		const gutter = theme.quiet(String(index + 1).padStart(number));
		const lines = wrap(line, isBeside ? left : width, {
			first: `${gutter}  `,
			rest: `${' '.repeat(number + 2)}${indent}`,
		});
		const said = notes.get(index) ?? [];
		const edge = `${theme.accent(theme.signs.edge)} `;
		if (isBeside) {
			const beside = said.flatMap(({text: note}) => wrap(note[language], room, {first: edge, rest: edge}));
			return Array.from({length: Math.max(lines.length, beside.length)}, (_, row) =>
				beside[row] === undefined ? (lines[row] ?? '') : `${pad(lines[row] ?? '', left)}   ${beside[row]}`,
			);
		}

		return [
			...lines,
			...said.flatMap(({text: note, column}) => {
				const before = ' '.repeat(Math.min(number + 2 + column, Math.floor(width / 3))) + edge;
				return wrap(note[language], width, {first: before, rest: before});
			}),
		];
	});
}

// Comments may be wrapped, code rather not.
function naturalWidth(source: string, gutter: number): {code: number; all: number} {
	const lines = source.split('\n');
	const widest = (some: string[]) => gutter + Math.max(20, ...some.map((line) => widthOf(line)));
	return {code: widest(lines.filter((line) => !/^ *#/.test(line))), all: widest(lines)};
}
