import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';

/** How far a learner has come in a course on a platform. */
export interface Progress {
	lessons: Record<string, LessonProgress>;
	/** Where the learner was. */
	last: {lesson: string; step: string} | undefined;
}

export interface LessonProgress {
	/** Ids of the steps that were proved. */
	steps: string[];
	proved: boolean;
	/** Milliseconds that the lesson was worked on. */
	durationMs: number;
}

/** Whose progress a file holds. */
export interface Owner {
	course: string;
	platform: string;
}

const format = 1;

/**
 * Reads a progress file; none is no progress. `damaged`: it could not be understood, and lies beside itself as
 * FILE.damaged. Rejects with node's error when it cannot be read.
 */
export async function readProgress(
	file: string,
	owner: Owner,
): Promise<{progress: Progress; damaged: string | undefined}> {
	const none: Progress = {lessons: {}, last: undefined};
	const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') {
			return undefined;
		}

		throw error;
	});
	if (text === undefined) {
		return {progress: none, damaged: undefined};
	}

	const progress = parse(text, owner);
	if (progress !== undefined) {
		return {progress, damaged: undefined};
	}

	const damaged = `${file}.damaged`;
	await rename(file, damaged);
	return {progress: none, damaged};
}

/** Writes progress to files one after the other, each whole or not at all. */
export class ProgressWriter {
	readonly #file: string;
	readonly #owner: Owner;
	readonly #onError: (error: Error) => void;
	#waiting: string | undefined;
	#writing: Promise<void> | undefined;

	constructor(file: string, owner: Owner, onError: (error: Error) => void) {
		this.#file = file;
		this.#owner = owner;
		this.#onError = onError;
	}

	/** Writes it soon. */
	save(progress: Progress): void {
		this.#waiting = `${JSON.stringify({format, ...this.#owner, ...progress}, undefined, '\t')}\n`;
		this.#writing ??= this.#write().finally(() => {
			this.#writing = undefined;
		});
	}

	/** Returns once what was saved is on the disk. */
	async finish(): Promise<void> {
		await this.#writing;
	}

	async #write(): Promise<void> {
		await mkdir(dirname(this.#file), {recursive: true}).catch(() => undefined);
		while (this.#waiting !== undefined) {
			const text = this.#waiting;
			this.#waiting = undefined;
			const temporary = `${this.#file}.${process.pid}.tmp`;
			try {
				await writeFile(temporary, text, {mode: 0o600, flush: true});
				await rename(temporary, this.#file);
			} catch (error) {
				this.#onError(error as Error);
			}
		}
	}
}

/** Undefined when it is not what ProgressWriter writes. */
function parse(text: string, owner: Owner): Progress | undefined {
	try {
		const found = JSON.parse(text) as Progress & Owner & {format: number};
		const isOurs =
			found.format === format && found.course === owner.course && found.platform === owner.platform;
		const areLessons = Object.values(found.lessons).every(isLesson);
		const isLast =
			found.last === undefined ||
			(typeof found.last.lesson === 'string' && typeof found.last.step === 'string');
		return isOurs && areLessons && isLast ? {lessons: found.lessons, last: found.last} : undefined;
	} catch {
		return undefined;
	}
}

function isLesson({steps, proved, durationMs}: LessonProgress): boolean {
	return (
		Array.isArray(steps) &&
		steps.every((step) => typeof step === 'string') &&
		typeof proved === 'boolean' &&
		Number.isFinite(durationMs)
	);
}
