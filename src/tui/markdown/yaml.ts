import {type CST, Parser} from 'yaml';
import type {Style, Theme} from '../theme.ts';

interface Span {
	from: number;
	to: number;
	style: Style;
}

/** The lines of YAML: keys, quoted strings, numbers and comments each in a style. What is no YAML is left as it is. */
export function highlightYaml(text: string, theme: Theme): string[] {
	const spans: Span[] = [];
	const painter = new Painter(spans, theme);
	for (const token of new Parser().parse(text)) {
		painter.visit(token, 'value');
	}

	return paint(
		text,
		spans.toSorted((a, b) => a.from - b.from),
	);
}

// YAML 1.2, 10.3.2: what a plain scalar is in the core schema, unless it is a string.
const notText =
	/^(?:[-+]?(?:\.?\d[\d.]*(?:[eE][-+]?\d+)?|0x[\da-fA-F]+|0o[0-7]+|\.inf|\.nan)|true|false|null|~)$/i;

class Painter {
	readonly #spans: Span[];
	readonly #theme: Theme;

	constructor(spans: Span[], theme: Theme) {
		this.#spans = spans;
		this.#theme = theme;
	}

	visit(token: CST.Token, role: 'key' | 'value'): void {
		switch (token.type) {
			case 'document':
				this.#around(token.start);
				if (token.value) {
					this.visit(token.value, role);
				}

				this.#around(token.end);
				break;
			case 'block-map':
			case 'block-seq':
			case 'flow-collection':
				for (const item of token.items) {
					this.#around(item.start);
					if (item.key) {
						this.visit(item.key, 'key');
					}

					this.#around(item.sep);
					if (item.value) {
						this.visit(item.value, 'value');
					}
				}

				this.#around('end' in token ? token.end : undefined);
				break;
			case 'block-scalar':
				this.#around(token.props);
				break;
			case 'scalar':
			case 'alias':
				this.#add(token, this.#styleOf(token.source, role));
				this.#around(token.end);
				break;
			case 'single-quoted-scalar':
			case 'double-quoted-scalar':
				this.#add(token, role === 'key' ? this.#theme.code : this.#theme.proved);
				this.#around(token.end);
				break;
			case 'comment':
			case 'doc-end':
			case 'directive':
				this.#add(token, this.#theme.quiet);
				break;
			default:
		}
	}

	#styleOf(source: string, role: 'key' | 'value'): Style | undefined {
		if (role === 'key') {
			return this.#theme.code;
		}

		return notText.test(source) ? this.#theme.waiting : undefined;
	}

	#around(tokens: readonly CST.Token[] | undefined): void {
		for (const token of tokens ?? []) {
			if (token.type === 'comment' || token.type === 'doc-start') {
				this.#add(token, this.#theme.quiet);
			}
		}
	}

	#add({offset, source}: {offset: number; source: string}, style: Style | undefined): void {
		if (style !== undefined) {
			this.#spans.push({from: offset, to: offset + source.length, style});
		}
	}
}

function paint(text: string, spans: readonly Span[]): string[] {
	let painted = '';
	let position = 0;
	for (const {from, to, style} of spans) {
		const lines = text.slice(from, to).split('\n');
		painted += text.slice(position, from) + lines.map((line) => (line === '' ? '' : style(line))).join('\n');
		position = to;
	}

	return (painted + text.slice(position)).replace(/\n$/, '').split('\n');
}
