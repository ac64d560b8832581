import type {WorkshopEvent} from '../engine/workshop-events.ts';
import type {Clock} from '../lib/clock.ts';

type Output = Extract<WorkshopEvent, {type: 'actionOutput'}>;

/** Milliseconds between two looks at what is written: ten in a second are read as one flow, and leave room for keys. */
const pause = 100;

/**
 * Hands events on in their order, and at once; only what actions write is gathered while more of it comes, and handed
 * on every `pause` ms. The first of it is not kept waiting.
 */
export class EventBatches {
	readonly #clock: Clock;
	readonly #handOn: (event: WorkshopEvent) => void;
	#gathered: Output[] = [];
	#isPausing = false;

	constructor(clock: Clock, handOn: (event: WorkshopEvent) => void) {
		this.#clock = clock;
		this.#handOn = handOn;
	}

	add(event: WorkshopEvent): void {
		if (event.type !== 'actionOutput') {
			this.#flush();
			this.#handOn(event);
			return;
		}

		this.#gathered.push(event);
		if (!this.#isPausing) {
			this.#flush();
			this.#rest();
		}
	}

	#rest(): void {
		this.#isPausing = true;
		this.#clock.after(pause, () => {
			this.#isPausing = false;
			if (this.#gathered.length > 0) {
				this.#flush();
				this.#rest();
			}
		});
	}

	#flush(): void {
		const gathered = this.#gathered;
		this.#gathered = [];
		for (const event of merged(gathered)) {
			this.#handOn(event);
		}
	}
}

// What one action wrote to one stream in a row is one text.
function merged(events: readonly Output[]): Output[] {
	const runs: Output[][] = [];
	for (const event of events) {
		const run = runs.at(-1);
		if (run !== undefined && isSameSource(run[0]!, event)) {
			run.push(event);
		} else {
			runs.push([event]);
		}
	}

	return runs.map((run) => ({...run[0]!, text: run.map(({text}) => text).join('')}));
}

function isSameSource(one: Output, other: Output): boolean {
	return (
		one.stream === other.stream &&
		one.index === other.index &&
		one.step === other.step &&
		one.lesson === other.lesson &&
		one.run === other.run
	);
}
