import {ProgressWriter, readProgress, type Owner, type Progress} from './progress.ts';
import type {words} from './words.ts';

type Words = (typeof words)['en'];

const none: Progress = {lessons: {}, last: undefined};

/** Keeps progress in a file, and tells the learner when that does not go well. */
export class ProgressKeeper {
	readonly #file: string;
	readonly #owner: Owner;
	readonly #warn: (say: (words: Words) => string) => void;
	readonly #writer: ProgressWriter;
	/** What has not been read must not be written over. */
	#isRead = false;

	constructor(file: string, owner: Owner, warn: (say: (words: Words) => string) => void) {
		this.#file = file;
		this.#owner = owner;
		this.#warn = warn;
		this.#writer = new ProgressWriter(file, owner, (error) =>
			warn(({unsaved}) => unsaved(file, error.message)),
		);
	}

	/** No progress where there is no file that can be read. */
	async read(): Promise<Progress> {
		try {
			const {progress, damaged} = await readProgress(this.#file, this.#owner);
			this.#isRead = true;
			if (damaged !== undefined) {
				this.#warn((words) => words.damaged(this.#file, damaged));
			}

			return progress;
		} catch (error) {
			this.#warn(({unreadable}) => unreadable(this.#file, (error as Error).message));
			return none;
		}
	}

	/** Writes it soon. */
	save(progress: Progress): void {
		if (this.#isRead) {
			this.#writer.save(progress);
		}
	}

	/** Returns once what was saved is on the disk. */
	finish(): Promise<void> {
		return this.#writer.finish();
	}
}
