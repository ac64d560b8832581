import type {Clock} from '../../lib/clock.ts';
import type {Database} from '../../lesson/types.ts';
import type {Connection} from '../connection.ts';
import type {MemberPicture} from '../workshop-events.ts';
import {askReplication, unknown, type Member, type Replication} from './replication.ts';

const pauseMs = 2000;
/** Once nothing has changed for `quietAfterMs`. */
const quietPauseMs = 5000;
const quietAfterMs = 60_000;

export interface DatabaseWatchOptions {
	connection: Connection;
	database: Database;
	clock: Clock;
	signal: AbortSignal;
	onChange: () => void;
}

/** Keeps asking the database's servers who is who, one at a time, for as long as there are any. */
export class DatabaseWatch {
	readonly #options: DatabaseWatchOptions;
	#members: Member[] = [];
	#ready: boolean[] = [];
	#found: Replication = {members: [], waitingCommits: 0};
	#changedAt: number;
	#asking: Promise<void> | undefined;
	/** The Pods have changed since the question that is being asked. */
	#isStale = false;
	#cancelNext: (() => void) | undefined;

	constructor(options: DatabaseWatchOptions) {
		this.#options = options;
		this.#changedAt = options.clock.now();
	}

	/** The servers there are, in order; what is not known of one yet is unknown. */
	get members(): MemberPicture[] {
		return this.#members.map(
			({pod}) => this.#found.members.find((member) => member.pod === pod) ?? unknown(pod),
		);
	}

	get waitingCommits(): number {
		return this.#members.length === 0 ? 0 : this.#found.waitingCommits;
	}

	/** Takes note of the Pods there are now; asks anew when they are others than before. */
	setMembers(members: Member[], ready: boolean[]): void {
		const isSame = JSON.stringify([members, ready]) === JSON.stringify([this.#members, this.#ready]);
		if (isSame) {
			return;
		}

		// Another Pod of the same name is another server.
		const stayed = members.filter(({uid, isRunning}) =>
			this.#members.some((old) => old.uid === uid && old.isRunning && isRunning),
		);
		this.#found.members = this.#found.members.filter(({pod}) => stayed.some((one) => one.pod === pod));
		this.#members = members;
		this.#ready = ready;
		this.#changedAt = this.#options.clock.now();
		this.#ask();
	}

	/** Returns once no question is being asked. */
	async close(): Promise<void> {
		this.#cancelNext?.();
		await this.#asking;
	}

	#ask(): void {
		if (this.#asking !== undefined) {
			this.#isStale = true;
			return;
		}

		this.#cancelNext?.();
		this.#isStale = false;
		this.#asking = this.#askOnce().finally(() => {
			this.#asking = undefined;
			if (this.#options.signal.aborted) {
				return;
			}

			if (this.#isStale) {
				this.#ask();
			} else {
				this.#askLater();
			}
		});
	}

	#askLater(): void {
		const {clock} = this.#options;
		if (this.#ready.includes(true)) {
			const isQuiet = clock.now() - this.#changedAt > quietAfterMs;
			this.#cancelNext = clock.after(isQuiet ? quietPauseMs : pauseMs, () => this.#ask());
		}
	}

	async #askOnce(): Promise<void> {
		const {connection, database, signal, clock, onChange} = this.#options;
		const members = this.#members;
		if (signal.aborted || !members.some(({isRunning}) => isRunning)) {
			return;
		}

		try {
			const primary = this.#found.members.find(({role}) => role === 'primary')?.pod;
			const found = await askReplication(await connection.kube(), members, database, primary, signal);
			if (JSON.stringify(found) !== JSON.stringify(this.#found)) {
				this.#found = found;
				this.#changedAt = clock.now();
				onChange();
			}
		} catch {
			// The cluster has gone; the watches say so.
		}
	}
}
