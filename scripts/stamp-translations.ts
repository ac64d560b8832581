// Writes into translations (ja.md) the hashes of the sections they translate. With files: only these.

import {glob, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {stampTranslation} from '../src/lesson/stamp.ts';

const named = process.argv.slice(2);
const files = named.length > 0 ? named : await Array.fromAsync(glob('lessons/*/ja.md'));
for (const file of files) {
	const translation = await readFile(file, 'utf8');
	const stamped = stampTranslation(await readFile(join(dirname(file), 'en.md'), 'utf8'), translation);
	if (stamped !== translation) {
		await writeFile(file, stamped);
		console.log(`stamped ${file}`);
	}
}
