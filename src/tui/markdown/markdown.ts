import {lexer, type Token, type Tokens} from 'marked';
import {pad} from '../../lib/text/fit.ts';
import {width as widthOf} from '../../lib/text/width.ts';
import {wrap} from '../../lib/text/wrap.ts';
import type {Theme} from '../theme.ts';
import {renderCode} from './code-block.ts';
import {renderInline} from './inline.ts';
import {renderTable} from './table.ts';

const mostCached = 500;
const caches = new WeakMap<Theme, Map<string, string[]>>();

/**
 * Markdown in lines of at most `width` columns, with an empty line between two blocks and none around all. The same
 * text at the same width gives the same array.
 */
export function renderMarkdown(text: string, {width, theme}: {width: number; theme: Theme}): string[] {
	let cache = caches.get(theme);
	if (cache === undefined || cache.size >= mostCached) {
		cache = new Map();
		caches.set(theme, cache);
	}

	const key = `${width}\n${text}`;
	let lines = cache.get(key);
	if (lines === undefined) {
		lines = renderBlocks(lexer(text), width, theme);
		cache.set(key, lines);
	}

	return lines;
}

function renderBlocks(tokens: readonly Token[], width: number, theme: Theme): string[] {
	const blocks = tokens.map((token) => renderBlock(token, width, theme)).filter((lines) => lines.length > 0);
	return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function renderBlock(token: Token, width: number, theme: Theme): string[] {
	switch (token.type) {
		case 'heading':
			return wrap(theme.strong(renderInline(token.tokens ?? [], theme)), width);
		case 'paragraph':
		case 'text':
			return wrap(renderInline(token.tokens ?? [token], theme), width);
		case 'list':
			return renderList(token as Tokens.List, width, theme);
		case 'code':
			return renderCode((token as Tokens.Code).text, (token as Tokens.Code).lang, width, theme);
		case 'table':
			return renderTable(token as Tokens.Table, width, theme);
		case 'blockquote': {
			const edge = `${theme.quiet(theme.signs.frame.vertical)} `;
			return renderBlocks(token.tokens ?? [], width - 2, theme).map((line) => edge + line);
		}

		case 'hr':
			return [theme.quiet(theme.signs.frame.horizontal.repeat(width))];
		default:
			// Blank lines, comments, definitions of links.
			return [];
	}
}

function renderList(list: Tokens.List, width: number, theme: Theme): string[] {
	const first = list.start === '' ? 1 : list.start;
	const markers = list.items.map(({checked, task}, index) => {
		const box = task === true ? `[${checked === true ? 'x' : ' '}] ` : '';
		return `${list.ordered ? `${first + index}.` : theme.signs.bullet} ${box}`;
	});
	const indent = Math.max(...markers.map((marker) => widthOf(marker)));
	return list.items.flatMap((item, index) => {
		const lines = renderItem(item, list.loose, width - indent, theme);
		const marked = lines.map((line, row) =>
			row === 0 ? pad(markers[index]!, indent) + line : line === '' ? '' : ' '.repeat(indent) + line,
		);
		return list.loose && index > 0 ? ['', ...marked] : marked;
	});
}

function renderItem(item: Tokens.ListItem, isLoose: boolean, width: number, theme: Theme): string[] {
	if (isLoose) {
		return renderBlocks(item.tokens, width, theme);
	}

	const lines = item.tokens.flatMap((token) => renderBlock(token, width, theme));
	return lines.length === 0 ? [''] : lines;
}
