import {writeFile} from 'node:fs/promises';

/** Writes an executable `file` that starts this same program (`self`), whatever else is installed. */
export async function writeShim(file: string, self: string[]): Promise<void> {
	const quoted = self.map((part) => `'${part.replaceAll("'", `'\\''`)}'`).join(' ');
	await writeFile(file, `#!/bin/sh\nexec ${quoted} "$@"\n`, {mode: 0o755});
}
