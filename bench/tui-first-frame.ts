import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {build} from 'tsdown';
import {mkdtemp, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {openTerminal} from '../test/helpers/terminal.ts';
import type {Condition, TerminalOptions} from '../test/helpers/terminal.ts';
import {median} from './table.ts';
import type {Row} from './table.ts';
import {inWorkplace} from './workplace.ts';

const times = 9;
const repository = new URL('..', import.meta.url).pathname;

// With the same means as doklab's own: bundled, React for production, compile cache.
const oneLine = `
import {enableCompileCache} from 'node:module';
enableCompileCache();
const [{createElement}, {render, Text}] = await Promise.all([import('react'), import('ink')]);
render(createElement(Text, null, 'one line'));
`;

/** From exec to the first complete frame, beside a bundled Ink program that prints one line. */
export async function tuiFirstFrame(): Promise<Row[]> {
	const directory = await mkdtemp(join(tmpdir(), 'dk-ink-'));
	try {
		const program = await buildFloor(directory);
		return await inWorkplace(async ({doklab, home}) => {
			await doklab('up');
			const floors: number[] = [];
			const frames: number[] = [];
			// Twice unmeasured: the compile cache is written when a program ends for the first time.
			for (let index = -2; index < times; index++) {
				const size = {columns: 120, rows: 40, home};
				const floor = await untilShown({...size, command: [process.execPath, program]}, 'one line');
				const frame = await untilShown(
					{...size, env: {DOKLAB_HOME: home}, args: ['start', '--lang', 'en']},
					isComplete,
				);
				if (index >= 0) {
					floors.push(floor);
					frames.push(frame);
				}
			}

			const floor = median(floors);
			const took = median(frames);
			return [
				{
					what: 'screen: exec to first complete frame',
					unit: 'x',
					value: took / floor,
					limit: 1.5,
					floor: `${floor.toFixed(3)} s, one line with Ink (doklab: ${took.toFixed(3)} s)`,
					note: `median of ${times}`,
				},
			];
		});
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}

/** Header, lessons and footer are there, on the alternate buffer. */
const isComplete: Condition = (rows) =>
	/doklab/.test(rows[0] ?? '') &&
	rows.some((row) => row.includes('StatefulSet')) &&
	/all keys/.test(rows.findLast((row) => row.trim() !== '') ?? '');

async function buildFloor(directory: string): Promise<string> {
	await writeFile(join(directory, 'floor.mjs'), oneLine);
	await writeFile(join(directory, 'package.json'), '{"type": "module"}');
	await symlink(join(repository, 'node_modules'), join(directory, 'node_modules'));
	await build({
		cwd: directory,
		config: false,
		entry: {floor: 'floor.mjs'},
		format: 'esm',
		platform: 'node',
		target: 'node22',
		outDir: join(directory, 'dist'),
		fixedExtension: false,
		dts: false,
		minify: true,
		logLevel: 'silent',
		env: {NODE_ENV: 'production'},
		deps: {alwaysBundle: [/.*/], neverBundle: [/^node:/, 'react-devtools-core'], onlyBundle: false},
	});
	return join(directory, 'dist', 'floor.js');
}

async function untilShown(options: TerminalOptions, what: Condition): Promise<number> {
	const start = performance.now();
	const terminal = openTerminal(options);
	try {
		await terminal.waitFor(what, {timeout: 30_000});
		return (performance.now() - start) / 1000;
	} finally {
		// A program that ends by itself writes its compile cache.
		terminal.type('q', 'Ctrl+C', 'Ctrl+C');
		await Promise.race([terminal.exited, new Promise((resolve) => setTimeout(resolve, 2000))]);
		await terminal.close();
	}
}
