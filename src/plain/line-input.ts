import {createInterface, type Interface} from 'node:readline';

/** Lines that are typed, or that come through a pipe; none is lost while nobody asks. */
export class LineInput {
	readonly #input: NodeJS.ReadableStream;
	readonly #lines: string[] = [];
	#interface: Interface | undefined;
	#waiting: ((line: string | undefined) => void) | undefined;
	#hasEnded = false;

	constructor(input: NodeJS.ReadableStream) {
		this.#input = input;
		this.take();
	}

	/** The next line; undefined at the end of the input. One may ask at a time. */
	next(): Promise<string | undefined> {
		const line = this.#lines.shift();
		if (line !== undefined || this.#hasEnded) {
			return Promise.resolve(line);
		}

		const {promise, resolve} = Promise.withResolvers<string | undefined>();
		this.#waiting = resolve;
		return promise;
	}

	/** Lets go of the input, so that another program can read it. */
	release(): void {
		const current = this.#interface;
		this.#interface = undefined;
		current?.close();
		this.#input.pause();
	}

	/** Reads again after `release`. */
	take(): void {
		// Not `terminal`: the terminal itself edits the line, and nothing is ever drawn anew.
		const lines = createInterface({input: this.#input, terminal: false, crlfDelay: Infinity});
		this.#interface = lines;
		lines.on('line', (line) => this.#offer(line));
		lines.on('close', () => {
			if (this.#interface === lines) {
				this.end();
			}
		});
	}

	/** No line comes any more. */
	end(): void {
		this.#hasEnded = true;
		this.#waiting?.(undefined);
		this.#waiting = undefined;
		this.release();
	}

	#offer(line: string): void {
		const waiting = this.#waiting;
		this.#waiting = undefined;
		if (waiting) {
			waiting(line);
		} else {
			this.#lines.push(line);
		}
	}
}
