import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {languages, platformNames, type Language, type PlatformName} from '../lesson/types.ts';

/** Where a workshop is, for who follows it from another terminal. */
export interface Place {
	/** Of the workshop's process. */
	pid: number;
	/** Directory that holds the course's lessons/. */
	root: string;
	platform: PlatformName;
	lesson: string;
	step: string;
	language: Language;
	/** Ids of the lessons that are proved. */
	proved: string[];
	/** Whether the step that is worked on is. */
	isStepProved: boolean;
	/** When the lesson came into focus, in milliseconds since the epoch. */
	lessonStartedAt: number;
}

/** The file of the place in doklab's state directory. */
export function placeFile(state: string): string {
	return join(state, 'place.json');
}

/** Writes `place` so that a reader sees the old one or the new one, never half of it. */
export async function publishPlace(file: string, place: Place): Promise<void> {
	await mkdir(dirname(file), {recursive: true, mode: 0o700});
	const temporary = `${file}.${place.pid}`;
	await writeFile(temporary, `${JSON.stringify(place)}\n`, {mode: 0o600});
	await rename(temporary, file);
}

/** Removes the place that `pid` has published; that of another workshop stays. */
export async function withdrawPlace(file: string, pid: number): Promise<void> {
	const place = await readPlace(file);
	if (place?.pid === pid) {
		await rm(file, {force: true});
	}
}

/** The place that is published; undefined where there is none, or none that makes sense. */
export async function readPlace(file: string): Promise<Place | undefined> {
	try {
		const place: unknown = JSON.parse(await readFile(file, 'utf8'));
		return isPlace(place) ? place : undefined;
	} catch (error) {
		if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') {
			return undefined;
		}

		throw error;
	}
}

function isPlace(value: unknown): value is Place {
	if (typeof value !== 'object' || value === null) {
		return false;
	}

	const place = value as Partial<Record<keyof Place, unknown>>;
	return (
		Number.isSafeInteger(place.pid) &&
		(place.pid as number) > 0 &&
		typeof place.root === 'string' &&
		platformNames.includes(place.platform as PlatformName) &&
		typeof place.lesson === 'string' &&
		typeof place.step === 'string' &&
		languages.includes(place.language as Language) &&
		Array.isArray(place.proved) &&
		typeof place.isStepProved === 'boolean' &&
		typeof place.lessonStartedAt === 'number'
	);
}
