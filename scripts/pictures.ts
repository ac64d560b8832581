// node scripts/pictures.ts: renders docs/*.svg from what the real program draws in a real pseudo-terminal.
// node scripts/pictures.ts NAME COMMAND...: the last screen of any command, for trying out.

import {execFileSync} from 'node:child_process';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import type {Language} from '../src/lesson/types.ts';
import {openTerminal} from '../test/helpers/terminal.ts';
import type {Terminal} from '../test/helpers/terminal.ts';
import {leave, walkCourse} from './course-keys.ts';
import {pictureSvg} from './svg.ts';

interface Picture {
	/** File name without `-light.svg`. */
	name: string;
	title: string;
	/** Which lesson and step it shows (from 1), before or after the step is run. */
	at: [lesson: number, step: number, when: 'before' | 'after'];
	/** Keys to press first; pressed again afterwards by `close`. */
	open?: string[];
	close?: string[];
	/** Seconds to wait first, for what the cluster is asked for now and then. */
	wait?: number;
}

interface Walk {
	columns: number;
	rows: number;
	language: Language;
	pictures: Picture[];
}

const walks: Walk[] = [
	{
		columns: 120,
		rows: 34,
		language: 'en',
		pictures: [
			{
				name: 'step',
				title: 'A step of the lesson StatefulSet, with its command and its checks',
				at: [7, 2, 'before'],
			},
			{
				name: 'manifest',
				title: 'The manifest of the StatefulSet, with notes',
				at: [7, 2, 'before'],
				open: ['v'],
				close: ['Escape'],
			},
			{name: 'replication', title: 'The lesson about replication', at: [8, 1, 'after']},
			{name: 'help', title: 'Every key', at: [8, 2, 'before'], open: ['?'], close: ['Escape']},
		],
	},
	{
		columns: 160,
		rows: 45,
		language: 'en',
		pictures: [
			{
				name: 'wide',
				title: 'Lessons, the lesson and the cluster side by side: a primary and two synchronous standbys',
				at: [8, 1, 'after'],
			},
			{
				name: 'waiting',
				title: 'A commit that waits for a standby that is gone',
				at: [9, 4, 'after'],
				wait: 6,
			},
		],
	},
	{
		columns: 160,
		rows: 45,
		language: 'ja',
		pictures: [{name: 'wide-ja', title: 'PostgreSQL のレッスンとクラスタ', at: [8, 1, 'after']}],
	},
	{
		columns: 80,
		rows: 24,
		language: 'en',
		pictures: [
			{name: 'narrow', title: 'A step in 80 columns', at: [7, 2, 'before']},
			{
				name: 'narrow-cluster',
				title: 'The cluster in 80 columns',
				at: [8, 1, 'after'],
				open: ['3'],
				close: ['2'],
			},
		],
	},
];

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		out: {type: 'string', default: new URL('../docs', import.meta.url).pathname},
		columns: {type: 'string', default: '100'},
		rows: {type: 'string', default: '30'},
	},
});
await mkdir(values.out, {recursive: true});
const [name, ...command] = positionals;
if (name === undefined) {
	for (const walk of walks) {
		await takeAll(walk);
	}
} else {
	const terminal = openTerminal({command, columns: Number(values.columns), rows: Number(values.rows)});
	await Promise.race([terminal.exited, terminal.still(2000, {timeout: 120_000})]);
	await take(terminal, name, command.join(' '));
	await terminal.close();
}

async function takeAll({columns, rows, language, pictures}: Walk): Promise<void> {
	await using terminal = openTerminal({columns, rows, args: ['start', '--lang', language]});
	const missing = new Set(pictures);
	for await (const {lesson, step, proceeding} of walkCourse(terminal, {language})) {
		const when = proceeding === 'run' ? 'before' : 'after';
		for (const picture of pictures.filter(({at}) => at.join() === [lesson, step, when].join())) {
			await sleep((picture.wait ?? 0) * 1000);
			terminal.type(...(picture.open ?? []));
			await terminal.still(500);
			await take(terminal, picture.name, picture.title);
			terminal.type(...(picture.close ?? []));
			await terminal.still(300);
			missing.delete(picture);
		}

		if (missing.size === 0) {
			break;
		}
	}

	if (missing.size > 0) {
		const names = [...missing].map((one) => one.name).join(', ');
		throw new Error(
			`The course ended without the steps of: ${names}. Their numbers in scripts/pictures.ts are old.`,
		);
	}

	await leave(terminal);
}

async function take(terminal: Terminal, name: string, title: string): Promise<void> {
	const cells = terminal.cells();
	for (const appearance of ['light', 'dark'] as const) {
		const file = join(values.out, `${name}-${appearance}.svg`);
		await writeFile(file, pictureSvg(cells, {appearance, title}));
		console.log(file);
		await toPng(file);
	}
}

/** Beside the SVG, where this machine has a Chromium; it is not kept in the repository. */
async function toPng(file: string): Promise<void> {
	const browser = ['chromium', 'chromium-browser', 'google-chrome'].find((program) => {
		try {
			return execFileSync('which', [program], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}) !== '';
		} catch {
			return false;
		}
	});
	if (browser === undefined) {
		return;
	}

	const profile = await mkdtemp(join(tmpdir(), 'dk-chromium-'));
	const png = file.replace(/\.svg$/, '.png');
	try {
		execFileSync(browser, [
			...['--headless', '--no-sandbox', '--hide-scrollbars', `--user-data-dir=${profile}`],
			...['--force-device-scale-factor=2', `--screenshot=${png}`, `file://${file}`],
		]);
	} finally {
		await rm(profile, {recursive: true, force: true});
	}
}
