export interface LineOptions {
	/** Each line begins with its time. */
	timestamps?: boolean;
	/** Only what was printed from then on, in milliseconds since the epoch. */
	since?: number;
}

const NEWLINE = Buffer.from('\n');
const SPACE = 32;

/**
 * Turns whole lines of a CRI log (`TIME STREAM TAG TEXT`) into what was printed. A line that was too long
 * stands in several entries, all but the last tagged P: they are joined again, also across calls.
 */
export function formatLines({timestamps, since}: LineOptions): (lines: Buffer) => Buffer {
	let continued = false;
	return (lines) => {
		const output: Buffer[] = [];
		for (let start = 0, end = lines.indexOf(NEWLINE); end !== -1; end = lines.indexOf(NEWLINE, start)) {
			add(lines.subarray(start, end), output);
			start = end + 1;
		}

		return Buffer.concat(output);
	};

	function add(line: Buffer, output: Buffer[]): void {
		const afterTime = line.indexOf(SPACE);
		const afterStream = line.indexOf(SPACE, afterTime + 1);
		const afterTag = line.indexOf(SPACE, afterStream + 1);
		if (afterTime === -1 || afterStream === -1 || afterTag === -1) {
			return;
		}

		if (since !== undefined && Date.parse(line.toString('latin1', 0, afterTime)) < since) {
			return;
		}

		if (timestamps && !continued) {
			output.push(line.subarray(0, afterTime + 1));
		}

		output.push(line.subarray(afterTag + 1));
		continued = line[afterStream + 1] === 'P'.charCodeAt(0);
		if (!continued) {
			output.push(NEWLINE);
		}
	}
}
