import type {FileHandle} from 'node:fs/promises';

const BLOCK = 64 * 1024;
const NEWLINE = 10;

/** Where the last `lines` lines of a file begin, found from its end. */
export async function tailOffset(file: FileHandle, lines: number): Promise<number> {
	const {size} = await file.stat();
	if (lines <= 0) {
		return size;
	}

	// The newline that ends the last line does not count.
	let left = lines + 1;
	const block = Buffer.allocUnsafe(BLOCK);
	for (let end = size; end > 0;) {
		const start = Math.max(0, end - BLOCK);
		const {bytesRead} = await file.read(block, 0, end - start, start);
		for (let at = bytesRead - 1; at >= 0; at--) {
			if (block[at] === NEWLINE && --left === 0) {
				return start + at + 1;
			}
		}

		end = start;
	}

	return 0;
}
