/** Makes whole lines of what a command writes in pieces. */
export class OutputLines {
	readonly #onLine: (line: string) => void;
	#rest = '';

	constructor(onLine: (line: string) => void) {
		this.#onLine = onLine;
	}

	add(text: string): void {
		const lines = (this.#rest + text).split('\n');
		this.#rest = lines.pop() ?? '';
		for (const line of lines) {
			this.#onLine(line);
		}
	}

	/** The command has ended, with or without a newline. */
	end(): void {
		if (this.#rest !== '') {
			this.#onLine(this.#rest);
			this.#rest = '';
		}
	}
}
