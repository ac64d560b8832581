import type {Output} from '../lib/output.ts';
import {plainText} from '../lib/text/plain-text.ts';
import {wrap} from '../lib/text/wrap.ts';

const widest = 100;
const narrowest = 20;
const prompt = '> ';

/** Writes whole lines, one after the other, and never goes back: a prompt that something comes after stays. */
export class Printer {
	readonly #output: Output;
	#isPrompting = false;
	#isBlank = true;
	/** What is said while another program has the terminal. */
	#held: string[] | undefined;

	constructor(output: Output) {
		this.#output = output;
	}

	/** Columns that prose is wrapped at. */
	get width(): number {
		return Math.max(narrowest, Math.min(widest, this.#output.columns ?? 80));
	}

	get isPrompting(): boolean {
		return this.#isPrompting;
	}

	/** Sentences, wrapped; `indent` columns in. */
	say(text: string, indent = 0): void {
		const margin = ' '.repeat(indent);
		this.lines(wrap(text, this.width, {first: margin, rest: margin}));
	}

	/** Lines as they are. */
	lines(lines: readonly string[]): void {
		if (this.#held !== undefined) {
			this.#held.push(...lines);
			return;
		}

		this.#leavePrompt();
		for (const line of lines) {
			this.#output.write(`${line}\n`);
			this.#isBlank = line === '';
		}
	}

	/** A line that a command or the cluster wrote, without its escapes. */
	foreign(line: string, indent = 0): void {
		this.lines([' '.repeat(indent) + plainText(line)]);
	}

	/** An empty line, unless there is one. */
	blank(): void {
		if (!this.#isBlank) {
			this.lines(['']);
		}
	}

	/** Asks for a line; the cursor stays behind it. */
	prompt(): void {
		if (!this.#isPrompting && this.#held === undefined) {
			this.#output.write(prompt);
			this.#isPrompting = true;
		}
	}

	/** A line was typed. `echo`: as no terminal has shown it. */
	answered(echo: string | undefined): void {
		if (echo !== undefined) {
			this.prompt();
			this.#output.write(`${echo}\n`);
		}

		this.#isPrompting = false;
		this.#isBlank = false;
	}

	/** Keeps everything back until `release`. */
	hold(): void {
		this.#leavePrompt();
		this.#held ??= [];
	}

	release(): void {
		const held = this.#held ?? [];
		this.#held = undefined;
		this.lines(held);
	}

	#leavePrompt(): void {
		if (this.#isPrompting) {
			this.#isPrompting = false;
			this.#output.write('\n');
		}
	}
}
