import type {Theme} from '../theme.ts';

/** How a key is written: `↵`, `Esc`, `n`. */
export function keySign(key: string, {signs}: Theme): string {
	const names: Record<string, string> = {
		enter: signs.enter,
		up: signs.up,
		down: signs.down,
		pageup: 'PgUp',
		pagedown: 'PgDn',
		home: 'Home',
		end: 'End',
		space: 'Space',
		tab: 'Tab',
		'shift+tab': 'Shift-Tab',
		escape: 'Esc',
		backspace: 'Backspace',
		'ctrl+c': 'Ctrl-C',
	};
	return names[key] ?? key;
}

/** Several keys for one thing: `↑↓`, `n/p`, `Up/Down`. */
export function keySigns(keys: string[], theme: Theme): string {
	const signs = keys.map((key) => keySign(key, theme));
	const areArrows = signs.every((sign) => Array.from(sign).length === 1 && !/[\w/?[\]]/.test(sign));
	return signs.join(areArrows ? '' : '/');
}
