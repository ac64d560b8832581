import {watch} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {dirname} from 'node:path';
import {readPlace, type Place} from '../../effects/place.ts';
import {loadCourse} from '../../lesson/load.ts';
import type {Course, Language} from '../../lesson/types.ts';
import {sleep, type Clock} from '../../lib/clock.ts';
import type {Output} from '../../lib/output.ts';
import {noWorkshopLines, notesLines} from './notes-lines.ts';

interface Options {
	/** See placeFile. */
	file: string;
	output: Output;
	/** Until a workshop says which. */
	language: Language;
	clock: Clock;
	signal: AbortSignal;
	/** Whether a process runs. */
	isRunning: (pid: number) => boolean;
}

// A workshop that was killed says nothing more; and there are file systems that tell of no changes.
const lookAgainMs = 1000;
const widest = 100;
const clearScreen = '\u001B[H\u001B[2J\u001B[3J';

/** Shows the notes of the step where the workshop is, and follows it until `signal` is aborted. */
export async function followNotes(options: Options): Promise<void> {
	const {file, output, clock, signal} = options;
	const isTty = output.isTTY === true;
	const directory = dirname(file);
	await mkdir(directory, {recursive: true, mode: 0o700});
	let changed = new AbortController();
	const unwatch = watchDirectory(directory, () => changed.abort());
	const onResize = () => changed.abort();
	output.on('resize', onResize);
	let shown = '';
	const courses = new Map<string, Course>();
	try {
		while (!signal.aborted) {
			changed = new AbortController();
			const place = await currentPlace(options);
			const lines = await linesOf(place, options, courses);
			// What goes by itself (the minutes) is no reason to write it all again where nothing can be cleared.
			const key = isTty ? lines.join('\n') : JSON.stringify({...place, proved: undefined, none: !place});
			if (key !== shown) {
				shown = key;
				output.write(`${isTty ? clearScreen : ''}${lines.join('\n')}\n${isTty ? '' : '\n'}`);
			}

			await sleep(clock, lookAgainMs, AbortSignal.any([signal, changed.signal])).catch(() => undefined);
		}
	} finally {
		unwatch();
		output.off('resize', onResize);
	}
}

async function currentPlace({file, isRunning}: Options): Promise<Place | undefined> {
	const place = await readPlace(file);
	return place !== undefined && isRunning(place.pid) ? place : undefined;
}

async function linesOf(
	place: Place | undefined,
	{language, output, clock, signal}: Options,
	courses: Map<string, Course>,
): Promise<string[]> {
	if (place === undefined) {
		return noWorkshopLines(language);
	}

	const course = courses.get(place.root) ?? (await loadCourse(place.root, {signal}));
	courses.set(place.root, course);
	return notesLines(place, {course, width: Math.min(widest, output.columns ?? 80), now: clock.now()});
}

function watchDirectory(directory: string, onChange: () => void): () => void {
	try {
		const watcher = watch(directory, {persistent: false}, onChange);
		// Looking again and again does without it.
		watcher.on('error', () => watcher.close());
		return () => watcher.close();
	} catch {
		return () => undefined;
	}
}
