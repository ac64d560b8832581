import stringWidth from 'string-width';
import type {Clock} from '../../lib/clock.ts';
import type {Output} from '../../lib/output.ts';

// DEC 2026, synchronised output: terminals that know it show the change at once, others ignore it.
const begin = '\u001B[?2026h';
const end = '\u001B[?2026l';
const clearLineEnd = '\u001B[K';
const clearBelow = '\u001B[J';

/** Milliseconds between two pictures, so that a chatty command does not make the screen restless. */
const interval = 80;

/** The last lines of a terminal, drawn again in place; what is printed scrolls away above them. */
export class LiveRegion {
	readonly #output: Output;
	readonly #clock: Clock;
	readonly #render: () => string[];
	readonly #onResize = () => this.#draw([], this.#render());
	#drawn: string[] = [];
	#cancelDraw: (() => void) | undefined;

	/** `render` gives the region's lines, each no wider than the terminal is at that moment. */
	constructor(output: Output, clock: Clock, render: () => string[]) {
		this.#output = output;
		this.#clock = clock;
		this.#render = render;
		output.on('resize', this.#onResize);
	}

	/** Something has changed: draws within 80 ms. */
	update(): void {
		this.#cancelDraw ??= this.#clock.after(interval, () => this.#draw([], this.#render()));
	}

	/** Lines that stay, above the region. */
	print(lines: string[]): void {
		this.#draw(lines, this.#render());
	}

	/** Removes the region; printed lines stay. */
	close(): void {
		this.#draw([], []);
		this.#output.off('resize', this.#onResize);
	}

	#draw(printed: string[], rendered: string[]): void {
		this.#cancelDraw?.();
		this.#cancelDraw = undefined;
		const {columns = 80, rows = 24} = this.#output;
		// A region of the whole height could not be taken back: its first line would have scrolled away.
		const lines = rendered.slice(0, rows - 1);
		if (printed.length === 0 && sameLines(lines, this.#drawn)) {
			return;
		}

		const up = heightOf(this.#drawn, columns);
		const back = up === 0 ? '' : `\u001B[${up}A`;
		const text = [...printed, ...lines].map((line) => `${line}${clearLineEnd}\n`).join('');
		this.#output.write(`${begin}${back}${text}${clearBelow}${end}`);
		this.#drawn = lines;
	}
}

// After a terminal became narrower a line of before takes several rows.
function heightOf(lines: string[], columns: number): number {
	return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(stringWidth(line) / columns)), 0);
}

function sameLines(one: string[], other: string[]): boolean {
	return one.length === other.length && one.every((line, index) => line === other[index]);
}
