import headless from '@xterm/headless';
import type {Output} from '../../src/lib/output.ts';

/** A terminal without a window: what is written to `output` can be read as a person would see it. */
export class Screen {
	readonly #terminal: InstanceType<typeof headless.Terminal>;
	#resized: Array<() => void> = [];
	readonly output: Output;

	constructor({columns = 80, rows = 24}: {columns?: number; rows?: number} = {}) {
		const terminal = new headless.Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true});
		this.#terminal = terminal;
		this.output = {
			isTTY: true,
			get columns() {
				return terminal.cols;
			},
			get rows() {
				return terminal.rows;
			},
			write: (text) => terminal.write(text),
			on: (_event, listener) => this.#resized.push(listener),
			off: (_event, listener) => {
				this.#resized = this.#resized.filter((one) => one !== listener);
			},
		};
	}

	/** How many wait for a change of size. */
	get listeners(): number {
		return this.#resized.length;
	}

	resize(columns: number, rows: number): void {
		this.#terminal.resize(columns, rows);
		for (const listener of this.#resized) {
			listener();
		}
	}

	/** All lines, those scrolled away too, without empty ones at the end. */
	async text(): Promise<string> {
		await new Promise<void>((resolve) => this.#terminal.write('', resolve));
		const {active} = this.#terminal.buffer;
		const lines = Array.from(
			{length: active.length},
			(_, row) => active.getLine(row)?.translateToString(true) ?? '',
		);
		return lines.join('\n').trimEnd();
	}
}

/** An output that is no terminal. */
export function createSink(): Output & {text: () => string} {
	let written = '';
	return {
		write: (text: string) => {
			written += text;
		},
		on: () => undefined,
		off: () => undefined,
		text: () => written,
	};
}
