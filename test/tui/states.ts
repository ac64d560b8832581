import type {CheckState} from '../../src/engine/events.ts';
import type {WorkshopEvent} from '../../src/engine/workshop-events.ts';
import {loadCourse} from '../../src/lesson/load.ts';
import {initialState} from '../../src/tui/initial-state.ts';
import {reduce} from '../../src/tui/reducer.ts';
import type {Size, UiState} from '../../src/tui/state.ts';

const course = await loadCourse(new URL('../../', import.meta.url).pathname);
const now = Date.UTC(2026, 0, 1, 12, 0, 0);

/** The state of the real course before anything happened. */
export function start(more: Partial<UiState> = {}): UiState {
	const size: Size = {columns: 120, rows: 40};
	return {
		...initialState({course, platform: 'playground', language: 'en', size, isPresenting: false, now}),
		phase: 'ready',
		...more,
	};
}

export function at(lesson: string, step: string, more: Partial<UiState> = {}): UiState {
	return happen(start(more), {type: 'focusChanged', lesson, step});
}

export function happen(state: UiState, ...events: WorkshopEvent[]): UiState {
	return events.reduce((before, event) => reduce(before, {type: 'happened', event, at: now}), state);
}

export function green(): CheckState {
	return {...red(undefined), status: 'green'};
}

export function red(message: string | undefined): CheckState {
	return {
		status: 'red',
		attempts: 1,
		durationMs: 1000,
		expected: '',
		found: '',
		mismatches: [],
		message,
		evidence: [],
	};
}
