import type {CheckState} from '../engine/events.ts';
import type {Check, Language} from '../lesson/types.ts';
import type {Clock} from '../lib/clock.ts';
import {durationIn} from './duration.ts';
import type {Printer} from './printer.ts';
import {words} from './words.ts';

// A listener cannot skim: what waits is said again at most so often, whatever it counts meanwhile.
const shortestPauseMs = 3000;
// What is over sooner is not worth a line that it waits.
const firstPauseMs = 1000;
const mostEvidenceLines = 10;
const longestFound = 60;

interface Followed {
	check: Check;
	state: CheckState | undefined;
	/** What was said last, and when. */
	said: {status: CheckState['status'] | undefined; text: string; evidence: number; at: number};
	cancelLater: (() => void) | undefined;
}

/** The checks of one step, each said in a line when it has changed in a way that matters. */
export class CheckProgress {
	language: Language;
	#isAwaited = false;
	#isMuted = false;
	readonly #followed: Map<string, Followed>;
	readonly #printer: Printer;
	readonly #clock: Clock;

	constructor(
		checks: readonly Check[],
		{language, printer, clock}: {language: Language; printer: Printer; clock: Clock},
	) {
		this.language = language;
		this.#printer = printer;
		this.#clock = clock;
		this.#followed = new Map(
			checks.map((check) => [
				check.id,
				{
					check,
					state: undefined,
					said: {status: undefined, text: '', evidence: 0, at: -Infinity},
					cancelLater: undefined,
				},
			]),
		);
	}

	/** Each has been looked at. */
	get isSeen(): boolean {
		return this.#states.every(
			(state) => state !== undefined && (state.attempts > 0 || state.status !== 'waiting'),
		);
	}

	/** None is waited for. */
	get isSettled(): boolean {
		return this.#states.every((state) => state !== undefined && state.status !== 'waiting');
	}

	get isGreen(): boolean {
		return this.#states.every((state) => state?.status === 'green');
	}

	get isRed(): boolean {
		return this.#states.some((state) => state?.status === 'red');
	}

	update(id: string, state: CheckState): void {
		const followed = this.#followed.get(id);
		if (followed === undefined) {
			return;
		}

		followed.state = state;
		this.#forgetLater(followed);
		if (state.status === 'waiting') {
			this.#sayLater(followed);
		} else {
			this.#sayIfNew(followed);
		}
	}

	/** Says nothing until `unmute`, which says what there is to say then. */
	mute(): void {
		this.#isMuted = true;
	}

	unmute(): void {
		this.#isMuted = false;
		for (const followed of this.#followed.values()) {
			this.#sayIfNew(followed);
		}
	}

	/** The step's actions have run: from now on it is worth a line what a check waits for. */
	await(): void {
		this.#isAwaited = true;
		for (const followed of this.#followed.values()) {
			if (followed.state?.status === 'waiting') {
				this.#sayLater(followed);
			}
		}
	}

	/** Says nothing more. */
	close(): void {
		for (const followed of this.#followed.values()) {
			this.#forgetLater(followed);
		}
	}

	get #states(): Array<CheckState | undefined> {
		return [...this.#followed.values()].map(({state}) => state);
	}

	#sayLater(followed: Followed): void {
		this.#forgetLater(followed);
		const {at} = followed.said;
		const pause = Math.max(firstPauseMs, at + shortestPauseMs - this.#clock.now());
		followed.cancelLater = this.#clock.after(pause, () => this.#sayIfNew(followed));
	}

	#forgetLater(followed: Followed): void {
		followed.cancelLater?.();
		followed.cancelLater = undefined;
	}

	#sayIfNew(followed: Followed): void {
		const {state, said} = followed;
		if (state === undefined || this.#isMuted) {
			return;
		}

		const lines = this.#linesOf(followed, state);
		// Of a red check the evidence comes when it has been gathered.
		const text = state.status === 'green' ? '' : `${state.found}\n${state.message}`;
		const isSame = said.status === state.status && said.text === text;
		const evidence = state.status === 'red' ? this.#evidence(state) : [];
		for (const [indent, line] of [
			...(isSame ? [] : lines),
			...(isSame && said.evidence === evidence.length ? [] : evidence),
		]) {
			this.#printer.say(line, indent);
		}

		const isSaid = lines.length > 0 && !isSame;
		followed.said = {
			status: lines.length > 0 ? state.status : said.status,
			text: lines.length > 0 ? text : said.text,
			evidence: evidence.length,
			at: isSaid ? this.#clock.now() : said.at,
		};
	}

	#linesOf(followed: Followed, state: CheckState): Array<[indent: number, line: string]> {
		const say = words[this.language];
		const numbers = this.#numbers(followed);
		const title = followed.check.title[this.language];
		const time = durationIn(say, state.durationMs);
		switch (state.status) {
			case 'green':
				return [[0, say.green(...numbers, this.#isAwaited ? time : undefined, title)]];
			case 'waiting':
				if (followed.said.status === 'green') {
					return [[0, say.reopened(...numbers, title)]];
				}

				return this.#isAwaited && state.attempts > 0
					? [[0, say.waiting(...numbers, worthSaying(state), state.message ?? title)]]
					: [];
			case 'red':
				return [[0, say.red(...numbers, time, title)], ...this.#explanation(state)];
		}
	}

	#explanation(state: CheckState): Array<[indent: number, line: string]> {
		const say = words[this.language];
		return [
			...(state.message === undefined ? [] : [[2, say.why(state.message)] as [number, string]]),
			[2, say.expected(state.expected)],
			[2, say.found(state.found)],
			...state.mismatches.map(({path, expected, found}): [number, string] => [
				2,
				[...(path === '' ? [] : [`${path}:`]), `${say.expected(expected)}; ${say.found(found)}`].join(' '),
			]),
		];
	}

	#evidence({evidence}: CheckState): Array<[indent: number, line: string]> {
		return evidence.flatMap(({title, lines}): Array<[number, string]> => [
			[2, `${title}:`],
			...lines.slice(-mostEvidenceLines).map((line): [number, string] => [4, line]),
		]);
	}

	#numbers({check}: Followed): [number, number] {
		return [[...this.#followed.keys()].indexOf(check.id) + 1, this.#followed.size];
	}
}

/** What was found, unless it is an expression that nobody can listen to, or what the message says anyway. */
function worthSaying({found, expected, message}: CheckState): string {
	const isExpression = found === `not ${expected}` || found.length > longestFound;
	return isExpression || message?.includes(found) === true ? '' : found;
}
