import {lexer, type Token, type Tokens} from 'marked';
import {wrap} from '../lib/text/wrap.ts';

/** Markdown as plain paragraphs of at most `width` columns, an empty line between them; code stands as it is. */
export function proseLines(markdown: string, width: number): string[] {
	return blocks(lexer(markdown), width)
		.filter((block) => block.length > 0)
		.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

function blocks(tokens: Token[], width: number): string[][] {
	return tokens.map((token) => blockLines(token as Tokens.Generic, width));
}

function blockLines(token: Tokens.Generic, width: number): string[] {
	switch (token.type) {
		case 'code':
			return (token as Tokens.Code).text.split('\n').map((line) => (line === '' ? '' : `    ${line}`));
		case 'list':
			return (token as Tokens.List).items.flatMap((item, index) =>
				itemLines(item, (token as Tokens.List).ordered ? `${index + 1}. ` : '- ', width),
			);
		case 'blockquote':
			return joinBlocks(blocks(token.tokens ?? [], width));
		case 'table':
			return tableLines(token as Tokens.Table, width);
		case 'space':
		case 'html':
		case 'hr':
		case 'def':
			return [];
		default:
			return wrap(inline(token.tokens ?? [], token.text as string | undefined), width);
	}
}

function itemLines(item: Tokens.ListItem, mark: string, width: number): string[] {
	const rest = ' '.repeat(mark.length);
	const lines = joinBlocks(blocks(item.tokens, width - mark.length));
	return lines.map((line, index) => (index === 0 ? mark : line === '' ? '' : rest) + line);
}

function joinBlocks(parts: string[][]): string[] {
	return parts.flat();
}

// A row as "heading: cell" pairs: columns that are looked at make no sense when they are listened to.
function tableLines({header, rows}: Tokens.Table, width: number): string[] {
	const headings = header.map(({tokens}) => inline(tokens));
	return rows.flatMap((row) => {
		const cells = row.map(({tokens}, column) => `${headings[column] ?? ''}: ${inline(tokens)}`);
		return wrap(cells.join('; '), width, {first: '- ', rest: '  '});
	});
}

/** The words of inline Markdown without its marks; a link says where it leads. */
function inline(tokens: Token[], fallback = ''): string {
	if (tokens.length === 0) {
		return unescape(fallback).replaceAll('\n', ' ');
	}

	return tokens
		.map((token) => {
			switch (token.type) {
				case 'codespan':
					return (token as Tokens.Codespan).text;
				case 'br':
					return '\n';
				case 'html':
					return '';
				case 'link': {
					const {href, tokens: inner} = token as Tokens.Link;
					const text = inline(inner);
					return text === href || `mailto:${text}` === href ? text : `${text} (${href})`;
				}

				default: {
					const {tokens: inner, text} = token as Tokens.Generic;
					return inner === undefined ? softBreaks((text as string | undefined) ?? '') : inline(inner);
				}
			}
		})
		.join('');
}

// A line's end within a paragraph is a space, but not between two Japanese characters.
function softBreaks(text: string): string {
	return text
		.replaceAll(/(?<=[\u3000-\u9FFF\uFF00-\uFFEF])\n(?=[\u3000-\u9FFF\uFF00-\uFFEF])/g, '')
		.replaceAll('\n', ' ');
}

function unescape(text: string): string {
	return text.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
}
