import type {ContainerState, ContainerStatus} from '../../kinds/objects.ts';
import {type ContainerRecord, succeeded} from '../container-record.ts';
import {kubeTime} from './kube-time.ts';

/** True when the container counts as ready: a finished init container, or a running one whose probe says so. */
export function isReady(record: ContainerRecord): boolean {
	const {state, role} = record;
	if (role === 'init') {
		return succeeded(record);
	}

	return state.kind === 'running' && state.started && state.ready;
}

/** A container's part of the Pod's status. `initial`: the reason it waits before anything is known. */
export function containerStatus(
	record: ContainerRecord,
	initial: 'ContainerCreating' | 'PodInitializing',
): ContainerStatus {
	const {spec, state} = record;
	const ran = state.kind !== 'none';
	const containerId = idOf(record);
	return {
		name: spec.name,
		...states(record, initial),
		ready: isReady(record),
		restartCount: Math.max(record.attempt, 0),
		image: spec.image,
		imageID: record.imageId ?? '',
		...(containerId === undefined ? {} : {containerID: containerId}),
		started: state.kind === 'running' && state.started,
		...(ran && spec.resources.requests ? {allocatedResources: spec.resources.requests} : {}),
		...(ran ? {resources: spec.resources} : {}),
		...volumeMounts(record),
		...(ran && record.user ? {user: {linux: linuxUser(record.user)}} : {}),
	};
}

// What waits to be started again shows why, and its end moves to lastState (Kubernetes: reasonCache).
function states(
	record: ContainerRecord,
	initial: string,
): {state: ContainerState; lastState: ContainerState} {
	const {state, waiting} = record;
	const lastState: ContainerState = record.last ? {terminated: record.last} : {};
	if (state.kind === 'running') {
		return {state: {running: {startedAt: kubeTime(state.startedAt)}}, lastState};
	}

	if (state.kind === 'terminated') {
		return waiting
			? {state: {waiting}, lastState: {terminated: state.terminated}}
			: {state: {terminated: state.terminated}, lastState};
	}

	return {state: {waiting: waiting ?? {reason: initial}}, lastState};
}

function idOf({state, last}: ContainerRecord): string | undefined {
	if (state.kind === 'running') {
		return state.containerId;
	}

	return (state.kind === 'terminated' ? state.terminated : last)?.containerID;
}

function volumeMounts({spec}: ContainerRecord): {volumeMounts?: unknown[]} {
	if (!spec.volumeMounts?.length) {
		return {};
	}

	return {
		volumeMounts: spec.volumeMounts.map(({name, mountPath, readOnly}) => ({
			name,
			mountPath,
			...(readOnly ? {readOnly, recursiveReadOnly: 'Disabled'} : {}),
		})),
	};
}

function linuxUser({uid, gid, groups}: {uid: number; gid: number; groups: number[]}) {
	return {uid, gid, supplementalGroups: [...new Set([gid, ...groups])]};
}
