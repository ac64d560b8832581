import type {CheckState, Outcome, SessionEvent} from '../engine/events.ts';

type EventOf<Type extends SessionEvent['type']> = Extract<SessionEvent, {type: Type}>;

/** All that a session has said so far, as a tree. */
export interface SessionRecord {
	started: EventOf<'sessionStarted'> | undefined;
	versions: Record<string, string>;
	runs: RunRecord[];
	finished: EventOf<'sessionFinished'> | undefined;
}

export interface RunRecord {
	run: number;
	lessons: LessonRecord[];
	teardown: EventOf<'teardownFinished'> | undefined;
}

export interface LessonRecord {
	id: string;
	title: string;
	outcome: Outcome;
	reason: string | undefined;
	durationMs: number;
	steps: StepRecord[];
}

export interface StepRecord {
	id: string;
	title: string;
	outcome: Outcome;
	reason: string | undefined;
	durationMs: number;
	actions: ActionRecord[];
	checks: CheckRecord[];
}

export interface ActionRecord {
	command: string;
	/** The newest lines, oldest first. */
	output: string[];
	finished: EventOf<'actionFinished'> | undefined;
}

export interface CheckRecord {
	id: string;
	title: string;
	/** Before the action: red is right. */
	before: CheckState | undefined;
	after: CheckState | undefined;
}

/** Lines of output kept of each action: what a failure shows. */
const keptLines = 20;

export function emptyRecord(): SessionRecord {
	return {started: undefined, versions: {}, runs: [], finished: undefined};
}

/** Enters `event` into `record`. */
export function enter(record: SessionRecord, event: SessionEvent): void {
	switch (event.type) {
		case 'sessionStarted':
			record.started = event;
			record.versions = event.versions;
			break;
		case 'versionsFound':
			record.versions = {...record.versions, ...event.versions};
			break;
		case 'runStarted':
			record.runs.push(plannedRun(record.started, event.run));
			break;
		case 'stepFinished':
			Object.assign(stepOf(record, event) ?? {}, {
				outcome: event.outcome,
				reason: event.reason,
				durationMs: event.durationMs,
			});
			break;
		case 'lessonFinished':
			Object.assign(lessonOf(record, event) ?? {}, {
				outcome: event.outcome,
				reason: event.reason,
				durationMs: event.durationMs,
			});
			break;
		case 'actionStarted':
		case 'actionOutput':
		case 'actionFinished':
			enterAction(stepOf(record, event), event);
			break;
		case 'checkChanged': {
			const check = stepOf(record, event)?.checks.find(({id}) => id === event.check);
			if (check) {
				check[event.phase] = event.state;
			}

			break;
		}
		case 'teardownFinished': {
			const run = record.runs.at(-1);
			if (run) {
				run.teardown = event;
			}

			break;
		}
		case 'sessionFinished':
			record.finished = event;
			break;
		case 'lessonStarted':
		case 'stepStarted':
		case 'teardownStarted':
		case 'teardownProgress':
		case 'notice':
			break;
	}
}

/** The lesson that `event` is about, in the run it is about. */
export function lessonOf(
	record: SessionRecord,
	{run, lesson}: {run: number; lesson: string},
): LessonRecord | undefined {
	return record.runs.find((one) => one.run === run)?.lessons.find(({id}) => id === lesson);
}

/** The step that `event` is about. */
export function stepOf(
	record: SessionRecord,
	event: {run: number; lesson: string; step: string},
): StepRecord | undefined {
	return lessonOf(record, event)?.steps.find(({id}) => id === event.step);
}

/** How a check ended; one that was green before the step did anything has failed. */
export function checkOutcome(check: CheckRecord, step: StepRecord): Outcome {
	if (step.outcome === 'skipped') {
		return 'skipped';
	}

	if (isGreenTooSoon(check, step)) {
		return 'failed';
	}

	const status = check.after?.status ?? 'waiting';
	return ({green: 'passed', red: 'failed', waiting: 'notRun'} as const)[status];
}

/** Whether `check` is why the step was not walked: it was green already, so it proves nothing. */
export function isGreenTooSoon({before, after}: CheckRecord, {outcome, actions}: StepRecord): boolean {
	return outcome === 'failed' && actions.length === 0 && !after && before?.status === 'green';
}

/** The run to speak of when there is room for one: the first that failed, else the last. */
export function tellingRun({runs}: SessionRecord): RunRecord | undefined {
	return runs.find((run) => runOutcome(run) === 'failed') ?? runs.at(-1);
}

/** A run is as good as its worst part; one that stopped on its way has not run. */
export function runOutcome({lessons, teardown}: RunRecord): Outcome {
	if (teardown?.ok === false || lessons.some(({outcome}) => outcome === 'failed')) {
		return 'failed';
	}

	return lessons.some(({outcome}) => outcome === 'notRun') ? 'notRun' : 'passed';
}

/** Milliseconds of a run: its lessons and its teardown. */
export function runDuration({lessons, teardown}: RunRecord): number {
	return lessons.reduce((sum, {durationMs}) => sum + durationMs, teardown?.durationMs ?? 0);
}

// Everything is notRun until it says otherwise, so that an interrupted session is told in full.
function plannedRun(started: SessionRecord['started'], run: number): RunRecord {
	const lessons = started?.lessons ?? [];
	return {
		run,
		teardown: undefined,
		lessons: lessons.map((lesson) => ({
			...planned(lesson),
			steps: lesson.steps.map((step) => ({
				...planned({...step, skipped: lesson.skipped ?? step.skipped}),
				actions: [],
				checks: step.checks.map(({id, title}) => ({id, title, before: undefined, after: undefined})),
			})),
		})),
	};
}

function planned({id, title, skipped}: {id: string; title: string; skipped?: string}) {
	const outcome: Outcome = skipped === undefined ? 'notRun' : 'skipped';
	return {id, title, outcome, reason: skipped, durationMs: 0};
}

function enterAction(
	step: StepRecord | undefined,
	event: EventOf<'actionStarted'> | EventOf<'actionOutput'> | EventOf<'actionFinished'>,
): void {
	if (!step) {
		return;
	}

	if (event.type === 'actionStarted') {
		step.actions[event.index] = {command: event.command, output: [], finished: undefined};
		return;
	}

	const action = step.actions[event.index];
	if (action && event.type === 'actionFinished') {
		action.finished = event;
	} else if (action && event.type === 'actionOutput') {
		action.output = joinOutput(action.output, event.text).slice(-keptLines);
	}
}

// Text comes in any pieces: one without a line's end goes on in the next.
function joinOutput(lines: string[], text: string): string[] {
	const [first = '', ...rest] = text.split('\n');
	return [...lines.slice(0, -1), (lines.at(-1) ?? '') + first, ...rest];
}
