import type {Token, Tokens} from 'marked';
import {width} from '../../lib/text/width.ts';
import type {Theme} from '../theme.ts';

/** The styled text of what stands within a paragraph, on one line but for hard breaks. */
export function renderInline(tokens: readonly Token[], theme: Theme): string {
	return tokens.map((token) => renderToken(token, theme)).join('');
}

function renderToken(token: Token, theme: Theme): string {
	switch (token.type) {
		case 'strong':
		case 'em':
			return theme.strong(renderInline(token.tokens ?? [], theme));
		case 'codespan':
			return code(joinLines((token as Tokens.Codespan).text), theme);
		case 'link':
			return link(token as Tokens.Link, theme);
		case 'image':
			return `${(token as Tokens.Image).text} ${theme.quiet(`(${(token as Tokens.Image).href})`)}`;
		case 'br':
			return '\n';
		case 'html':
			return '';
		case 'text':
			return token.tokens === undefined
				? decode(joinLines((token as Tokens.Text).text))
				: renderInline(token.tokens, theme);
		case 'escape':
			return decode((token as Tokens.Escape).text);
		default:
			return 'tokens' in token && token.tokens !== undefined
				? renderInline(token.tokens, theme)
				: decode(joinLines(token.raw));
	}
}

// Without colours its backquotes tell code from prose.
function code(text: string, theme: Theme): string {
	const styled = theme.code(text);
	return styled === text ? `\`${text}\`` : styled;
}

function link(token: Tokens.Link, theme: Theme): string {
	const text = renderInline(token.tokens, theme);
	return token.text === token.href || `mailto:${token.text}` === token.href
		? theme.code(token.href.replace(/^mailto:/, ''))
		: `${text} ${theme.quiet(`(${token.href})`)}`;
}

// A line's end in the source is a space, but between Japanese characters it is nothing.
function joinLines(text: string): string {
	return text.replaceAll(/(.?)[ \t]*\n[ \t]*(.?)/gu, (_, before: string, after: string) =>
		width(before) === 2 && width(after) === 2 ? before + after : `${before} ${after}`,
	);
}

const entities: Record<string, string> = {amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' '};

function decode(text: string): string {
	return text.replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name]!);
}
