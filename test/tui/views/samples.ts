import type {CheckState} from '../../../src/engine/events.ts';
import {loadCourse} from '../../../src/lesson/load.ts';
import type {Check, Lesson, PlatformName} from '../../../src/lesson/types.ts';
import {freshStep, stepsFor} from '../../../src/tui/initial-state.ts';
import type {PlacedStep} from '../../../src/tui/selectors.ts';
import type {ActionState, StepState} from '../../../src/tui/state.ts';
import {createTheme} from '../../../src/tui/theme.ts';

export const plain = createTheme({colors: 0, isUnicode: true});
export const ascii = createTheme({colors: 0, isUnicode: false});
export const colored = createTheme({colors: 3, isUnicode: true});

export const root = new URL('../../../', import.meta.url).pathname;
export const course = await loadCourse(root);

export function checkState(status: CheckState['status'], rest: Partial<CheckState> = {}): CheckState {
	return {
		status,
		attempts: 1,
		durationMs: 1900,
		expected: '',
		found: '',
		mismatches: [],
		message: undefined,
		evidence: [],
		...rest,
	};
}

export function action(command: string, rest: Partial<ActionState> = {}): ActionState {
	return {
		type: 'apply',
		command,
		status: 'pending',
		startedAt: undefined,
		durationMs: undefined,
		message: undefined,
		newestLine: undefined,
		...rest,
	};
}

const location = {file: '', line: 1, column: 1};

/** A step that starts three members, with two checks. */
export function sampleStep(state: Partial<StepState> = {}): PlacedStep {
	const check = (id: string, en: string, ja: string): Check => ({
		id,
		title: {en, ja},
		probe: {type: 'run', command: 'true', exitCode: 0, output: {}},
		timing: {type: 'within', within: 30_000, stableFor: 0},
		failFast: [],
		whyNot: [],
		green: false,
		location,
	});
	return {
		step: {
			id: 'start',
			heading: {en: 'Start three members', ja: '3 つのメンバーを起動する'},
			body: {en: 'Each clones the primary.', ja: 'それぞれがプライマリを複製します。'},
			on: undefined,
			do: [{type: 'apply', file: 'manifests/x.yaml', as: undefined, timeout: 1, location}],
			checks: [
				check('first', 'postgres-0 is there', 'postgres-0 がある'),
				check('ready', 'three members are Ready', '3 つのメンバーが Ready である'),
			],
			hints: [
				{en: 'kubectl apply takes -f.', ja: 'kubectl apply は -f を取ります。'},
				{en: 'kubectl apply -f manifests/x.yaml', ja: 'kubectl apply -f manifests/x.yaml'},
			],
			notes: undefined,
			cleanup: [],
			location,
		},
		state: {
			actions: [action('kubectl apply -f manifests/x.yaml')],
			checks: {first: undefined, ready: undefined},
			proved: false,
			byHand: false,
			hintsShown: 0,
			durationMs: undefined,
			...state,
		},
	};
}

export const mess = {
	message:
		'postgres-2 はまだプライマリを複製しています。It has been at it for 40 s, over-and-over-and-over-again.',
	expected: 'Pod with app=postgres in postgres: 3 of them, all {"status":{"conditions":[{"type":"Ready"}]}}',
	found: '準備のできていない Pod があります: postgres-2',
	mismatches: [
		{path: 'postgres-2: status.conditions[1].status', expected: 'True', found: 'False'},
		{path: 'count', expected: '3', found: '2'},
	],
	evidence: [
		{
			title: 'events of Pod postgres-2',
			lines: ['0/4 nodes are available\tx', '\u001B[31m使えるノードがありません'],
		},
	],
};

/** Each lesson's steps in every state there is, one after the other. */
export function placedSteps(lesson: Lesson, platform: PlatformName, shift: number): PlacedStep[] {
	return stepsFor(lesson, platform).map((step, index) => {
		const state = freshStep(step);
		const kind = (index + shift) % 4;
		const statuses = ['pending', 'running', 'succeeded', 'failed'] as const;
		for (const one of state.actions) {
			Object.assign(one, {
				status: statuses[kind],
				startedAt: kind === 0 ? undefined : 0,
				durationMs: 400,
				newestLine: 'persistentvolumeclaim/archives serverside-applied 適用しました',
				message: kind === 3 ? mess.message : undefined,
			});
		}

		for (const [number, {id}] of step.checks.entries()) {
			const checks = [undefined, checkState('waiting', mess), checkState('green'), checkState('red', mess)];
			state.checks[id] = checks[(number + kind) % 4];
		}

		state.hintsShown = kind;
		state.durationMs = 4100;
		state.byHand = kind === 2;
		return {step, state};
	});
}
