import type {Workshop} from '../engine/workshop.ts';
import type {WorkshopEvent, WorkshopSummary} from '../engine/workshop-events.ts';
import type {Clock} from '../lib/clock.ts';
import {carryOut} from './controller/carry-out.ts';
import {goTo} from './controller/go.ts';
import {EventBatches} from './event-batches.ts';
import type {Frame} from './frame.ts';
import {contextOf, intentOf, type Intent} from './keys.ts';
import type {UiAction} from './reducer.ts';
import type {Focus, Notice, UiState} from './state.ts';
import type {Store} from './store.ts';
import type {Notes} from './views/manifest-notes.ts';

/** What reaches beyond the screen; each says in a sentence what there is to say, or nothing. */
export interface Effects {
	/** A file of the course, in the learner's editor. */
	openEditor(file: string): Promise<Notice | undefined>;
	openShell(): Promise<Notice | undefined>;
	openPsql(primary: {namespace: string; pod: string}): Promise<Notice | undefined>;
	copy(text: string): Notice | undefined;
	/** Keeps the summary as Markdown; returns the path of the file. */
	save(summary: WorkshopSummary): Promise<string>;
	/** What the notes on a manifest's fields are made of. */
	readNotes(): Promise<Notes>;
}

/** Gives the terminal away while `use` runs. */
export type Suspend = (use: () => Promise<void>) => Promise<void>;

export interface ControllerOptions {
	store: Store<UiState, UiAction>;
	frame: Frame;
	effects: Effects;
	clock: Clock;
	/** Ends the program. */
	leave(): void;
}

/** What a lesson builds on is being looked at; only the newest look counts. */
export interface Look {
	lesson: string;
	/** Before a step is run, or before one goes to the lesson. */
	purpose: 'run' | 'go';
}

interface Early {
	keys: string[];
	focus: Focus;
}

/** What has to wait for the workshop. */
const needsWorkshop: ReadonlySet<Intent> = new Set([
	'proceed',
	'verify',
	'hint',
	'manifest',
	'diff',
	'nextStep',
	'previousStep',
	'nextLesson',
	'previousLesson',
]);

/** Keys and events in; calls of the workshop, effects and actions for the store out. */
export class Controller {
	readonly options: ControllerOptions;
	workshop: Workshop | undefined;
	/** The question to the cluster that an answer is awaited of. */
	looking: Look | undefined;
	/** Keys of the first frame that are for the workshop, which is not open yet. */
	#early: Early | undefined;
	#suspend: Suspend = (use) => use();

	constructor(options: ControllerOptions) {
		this.options = options;
	}

	get state(): UiState {
		return this.options.store.getState();
	}

	dispatch(action: UiAction): void {
		this.options.store.dispatch(action);
	}

	/** From now on `workshop` is driven and its events are shown. */
	attachWorkshop(workshop: Workshop): void {
		this.workshop = workshop;
		const batches = new EventBatches(this.options.clock, (event) => this.#handle(event));
		workshop.subscribe((event) => batches.add(event));
	}

	/** The workshop is open: what was pressed before is done now, where it was meant for what is there. */
	opened(): void {
		this.dispatch({type: 'opened'});
		const early = this.#early;
		this.#early = undefined;
		const {focus, overlay} = this.state;
		if (overlay === undefined && early?.focus.lesson === focus.lesson && early.focus.step === focus.step) {
			for (const key of early.keys) {
				this.press(key);
			}
		}
	}

	/** @returns what takes it back */
	attachTerminal(suspend: Suspend): () => void {
		this.#suspend = suspend;
		return () => {
			this.#suspend = (use) => use();
		};
	}

	/** A key, as keyNames names it. */
	press(key: string): void {
		const {state} = this;
		const intent = intentOf(state, key);
		if (intent !== 'interrupt') {
			this.dispatch({type: 'keyPressed'});
		}

		if (intent !== undefined && state.phase === 'opening' && needsWorkshop.has(intent)) {
			this.#early ??= {keys: [], focus: state.focus};
			this.#early.keys.push(key);
		} else if (intent !== undefined) {
			carryOut(this, intent);
		} else if (state.overlay?.type === 'find' && Array.from(key.replace('space', ' ')).length === 1) {
			this.dispatch({type: 'queryTyped', query: state.overlay.query + key.replace('space', ' ')});
		}
	}

	/** Pasted text is never taken for keys. */
	paste(text: string): void {
		const {overlay} = this.state;
		if (contextOf(this.state) === 'find' && overlay?.type === 'find') {
			this.dispatch({type: 'queryTyped', query: overlay.query + text.replace(/\s+/g, ' ')});
		}
	}

	notice(notice: Notice | undefined): void {
		if (notice !== undefined) {
			this.dispatch({type: 'noticed', notice});
		}
	}

	/** Lets `work` go on by itself; a failure becomes a line on the screen. */
	start(work: () => Promise<void>): void {
		work().catch((error: unknown) => {
			this.notice({level: 'warning', text: error instanceof Error ? error.message : String(error)});
		});
	}

	/** Runs `use` on the bare terminal, and says what it says afterwards. */
	withTerminal(use: () => Promise<Notice | undefined>): void {
		this.start(async () => {
			let said: Notice | undefined;
			await this.#suspend(async () => {
				said = await use();
			});
			this.notice(said);
		});
	}

	#handle(event: WorkshopEvent): void {
		this.dispatch({type: 'happened', event, at: this.options.clock.now()});
		if (event.type === 'stepProved') {
			this.#goOn(event);
		}
	}

	// Done by hand in another terminal: the learner is not here to press a key. A lesson's end is for the learner.
	#goOn({lesson, step, byHand}: Extract<WorkshopEvent, {type: 'stepProved'}>): void {
		const {state} = this;
		const {focus, overlay, work, language} = state;
		const isFocused = focus.lesson === lesson && focus.step === step;
		const steps = Object.keys(state.lessons[lesson]?.steps ?? {});
		if (!byHand || !isFocused || overlay !== undefined || work !== undefined || steps.at(-1) === step) {
			return;
		}

		this.workshop?.next();
		this.notice({
			level: 'proved',
			text: {en: 'Done by hand, and proved.', ja: '手作業での完了を確認しました。'}[language],
		});
	}

	/** Asks whether to replay what `lesson` builds on, where that is not there. */
	offerReplay(lesson: string): void {
		goTo(this, lesson, {isAsking: true});
	}
}
