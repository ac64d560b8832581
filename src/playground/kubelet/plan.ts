import type {PodSpec} from '../kinds/objects.ts';
import {backoffUntil} from './backoff.ts';
import {type ContainerRecord, restarts, succeeded} from './container-record.ts';

/** What there is to do for a Pod; each step is applied in order, then the Pod is planned again. */
export type Step =
	| {type: 'mount'}
	| {type: 'createSandbox'}
	| {type: 'start'; record: ContainerRecord}
	/** Say that the container waits for its back-off. */
	| {type: 'backOff'; record: ContainerRecord; delay: number}
	| {type: 'stop'; record: ContainerRecord; message: string}
	/** Nothing runs any more: end the sandbox. */
	| {type: 'stopSandbox'}
	/** Nothing is left and the Pod was deleted: take it out of the API. */
	| {type: 'remove'};

export interface Plan {
	steps: Step[];
	/** When to plan again although nothing happened, in milliseconds since the epoch. */
	wakeAt?: number;
}

/** All that a plan depends on. */
export interface PodView {
	restartPolicy: PodSpec['restartPolicy'];
	/** The Pod is to end: deleted, or past its deadline. */
	ending: 'no' | 'deleted' | 'failed';
	/** When activeDeadlineSeconds runs out. */
	deadline?: number;
	/** `due`: mount them, not before `mountAt`. */
	volumes: 'mounted' | 'due';
	mountAt: number;
	sandbox: 'absent' | 'ready';
	/** A sandbox that failed is tried again at this time. */
	sandboxAt: number;
	/** Init containers first, each list in the order of the spec. */
	records: readonly ContainerRecord[];
}

/**
 * Decides what to do next for a Pod, from what is and nothing else (Kubernetes:
 * kuberuntime.computePodActions). Level-based: the same view gives the same plan.
 */
export function planPod(view: PodView, now: number): Plan {
	if (view.ending !== 'no') {
		return planEnd(view);
	}

	if (isOver(view)) {
		return planEnd(view);
	}

	const plan =
		view.volumes === 'due'
			? at(view.mountAt, now, {type: 'mount'})
			: view.sandbox === 'absent'
				? at(view.sandboxAt, now, {type: 'createSandbox'})
				: planContainers(view, now);
	return view.deadline === undefined ? plan : {...plan, wakeAt: earliest(plan.wakeAt, view.deadline)};
}

/** True when all containers have ended for good (Kubernetes: phase Succeeded or Failed). */
export function isOver({records, restartPolicy}: Pick<PodView, 'records' | 'restartPolicy'>): boolean {
	const endedForGood = (record: ContainerRecord) =>
		record.state.kind === 'terminated' && !restarts(record, restartPolicy);
	return (
		records.some((record) => record.role === 'init' && endedForGood(record) && !succeeded(record)) ||
		records.every((record) => record.role !== 'main' || endedForGood(record))
	);
}

// Containers end first, sidecars after them in reverse order, then the sandbox goes.
function planEnd({records, sandbox, ending}: PodView): Plan {
	const running = records.filter(({state}) => state.kind === 'running');
	const ordinary = running.filter(({role}) => role !== 'sidecar');
	const next = ordinary.length > 0 ? ordinary : running.slice(-1);
	if (next.length > 0) {
		return {
			steps: next.filter((record) => record.state.kind === 'running' && !record.state.stopping).map(stopping),
		};
	}

	if (sandbox === 'ready') {
		return {steps: [{type: 'stopSandbox'}]};
	}

	return {steps: ending === 'deleted' ? [{type: 'remove'}] : []};
}

function stopping(record: ContainerRecord): Step {
	return {type: 'stop', record, message: `Stopping container ${record.spec.name}`};
}

function planContainers(view: PodView, now: number): Plan {
	const merged: Plan = {steps: []};
	const add = (plan: Plan) => {
		merged.steps.push(...plan.steps);
		merged.wakeAt = earliest(merged.wakeAt, plan.wakeAt);
	};

	for (const record of view.records) {
		if (record.role === 'main') {
			add(planContainer(record, view, now));
		} else if (!(record.role === 'init' && succeeded(record))) {
			add(planContainer(record, view, now));
			// The next one waits until this one is done, or, for a sidecar, has started.
			if (!(record.role === 'sidecar' && record.state.kind === 'running' && record.state.started)) {
				break;
			}
		}
	}

	return merged;
}

function planContainer(record: ContainerRecord, {restartPolicy}: PodView, now: number): Plan {
	const {state} = record;
	if (state.kind === 'running' && !state.stopping && state.image !== record.spec.image) {
		const message = `Container ${record.spec.name} definition changed, will be restarted`;
		return {steps: [{type: 'stop', record, message}]};
	}

	if (state.kind === 'running' || (state.kind === 'terminated' && !restarts(record, restartPolicy))) {
		return {steps: []};
	}

	const start = at(record.retryAt ?? 0, now, {type: 'start', record});
	if (state.kind === 'none') {
		return start;
	}

	const until = backoffUntil(record.restart, state.finishedAt, now);
	if (until === undefined) {
		return start;
	}

	const said = record.waiting?.reason === 'CrashLoopBackOff';
	return {steps: said ? [] : [{type: 'backOff', record, delay: record.restart?.delay ?? 0}], wakeAt: until};
}

function at(time: number, now: number, step: Step): Plan {
	return now < time ? {steps: [], wakeAt: time} : {steps: [step]};
}

function earliest(a: number | undefined, b: number | undefined): number | undefined {
	return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
