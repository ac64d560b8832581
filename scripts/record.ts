// node scripts/record.ts: drives the real program through the base course in a real pseudo-terminal, and writes
// docs/doklab.cast (asciicast v2, for asciinema) and docs/course-{light,dark}.svg (the same, moving, for the README).
// node scripts/record.ts --name NAME --out DIR -- COMMAND...: any other program until it ends, for trying out.

import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {languages} from '../src/lesson/types.ts';
import type {Language} from '../src/lesson/types.ts';
import type {Cell} from '../test/helpers/terminal-cells.ts';
import {openTerminal} from '../test/helpers/terminal.ts';
import type {Terminal} from '../test/helpers/terminal.ts';
import {leave, walkCourse} from './course-keys.ts';
import type {Proceeding} from './course-keys.ts';
import {filmSvg} from './svg.ts';
import type {Frame} from './svg.ts';

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		out: {type: 'string', default: new URL('../docs', import.meta.url).pathname},
		name: {type: 'string', default: 'course'},
		lang: {type: 'string', default: 'en'},
		columns: {type: 'string', default: '140'},
		rows: {type: 'string', default: '38'},
		/** Lessons that the moving picture shows, as the header counts them; the cast has all. */
		from: {type: 'string', default: '7'},
		to: {type: 'string', default: '9'},
	},
});

// Milliseconds to read before Enter is pressed.
const reading: Record<Proceeding, number> = {
	run: 1800,
	next: 1500,
	lessonEnd: 1800,
	courseEnd: 2500,
};
// Frames nearer together than the eye can tell are one; a wait is no longer than it takes to see that it is one.
const leastSeconds = 0.1;
const mostSeconds = 2.5;

const language = languages.find((one) => one === values.lang) ?? 'en';
const size = {columns: Number(values.columns), rows: Number(values.rows)};
await mkdir(values.out, {recursive: true});

const terminal = openTerminal(
	positionals.length > 0 ? {...size, command: positionals} : {...size, args: ['start', '--lang', language]},
);
const recording = record(terminal);
try {
	await (positionals.length > 0 ? terminal.exited : course(terminal, language));
} finally {
	await terminal.close();
}

await writeFile(
	join(values.out, `${values.name === 'course' ? 'doklab' : values.name}.cast`),
	castOf(recording.events),
);
for (const appearance of ['light', 'dark'] as const) {
	const title = `doklab: PostgreSQL on Kubernetes, recorded in ${size.columns}x${size.rows}`;
	await writeFile(
		join(values.out, `${values.name}-${appearance}.svg`),
		filmSvg(framesOf(recording.shots), {appearance, title}),
	);
}

async function course(screen: Terminal, spoken: Language): Promise<void> {
	recording.pause();
	for await (const {proceeding, lesson} of walkCourse(screen, {language: spoken})) {
		if (lesson >= Number(values.from) && lesson <= Number(values.to)) {
			recording.resume();
		} else {
			recording.pause();
		}

		await new Promise((resolve) => setTimeout(resolve, reading[proceeding]));
	}

	await screen.still(500);
	await leave(screen);
}

interface Shot {
	/** Seconds since the start. */
	at: number;
	cells: Cell[][];
}

function record(screen: Terminal) {
	const start = performance.now();
	const seconds = () => (performance.now() - start) / 1000;
	const events: Array<[number, 'o', string]> = [];
	const shots: Shot[] = [];
	let isPaused = false;
	screen.onWrite((text) => events.push([seconds(), 'o', text]));
	const shoot = () => {
		const last = shots.at(-1);
		if (isPaused) {
			return;
		}

		const shot = {at: seconds(), cells: screen.cells()};
		if (last && shot.at - last.at < leastSeconds) {
			shots[shots.length - 1] = {...shot, at: last.at};
		} else {
			shots.push(shot);
		}
	};
	screen.onScreen(shoot);
	return {
		events,
		shots,
		pause: () => void (isPaused = true),
		resume: () => {
			if (isPaused) {
				isPaused = false;
				shoot();
			}
		},
	};
}

/** asciicast v2: a header, then one event a line; waits are cut short by the player (idle_time_limit). */
function castOf(events: Array<[number, 'o', string]>): string {
	const header = {
		version: 2,
		width: size.columns,
		height: size.rows,
		idle_time_limit: mostSeconds,
		title: 'doklab: PostgreSQL on Kubernetes',
		env: {TERM: 'xterm-256color', SHELL: '/bin/sh'},
	};
	const lines = events.map(([at, kind, text]) => [Math.round(at * 1000) / 1000, kind, text]);
	return `${[header, ...lines].map((line) => JSON.stringify(line)).join('\n')}\n`;
}

/** Shots that look different from the one before, each shown as long as it lasted, within reason. */
function framesOf(shots: Shot[]): Frame[] {
	const looks = shots.map(({cells}) => JSON.stringify(cells));
	const changed = shots.filter((_, index) => index === 0 || looks[index] !== looks[index - 1]);
	return changed.map(({at, cells}, index) => ({
		cells,
		duration: Math.min(mostSeconds, (changed[index + 1]?.at ?? at + mostSeconds) - at),
	}));
}
