import type {ContainerStateTerminated, ContainerStatus, Pod} from '../kinds/objects.ts';
import {type ContainerRecord, newRecords} from './container-record.ts';
import {isOver} from './plan.ts';
import {kubeTime} from './status/kube-time.ts';

/**
 * The records of a Pod that was handled before this process started, out of its status. What ran then is
 * gone as after a reboot of its node, and counts as ended with exit code 255, as container runtimes say it.
 */
export function restoreRecords(pod: Pod, now: number): ContainerRecord[] {
	const records = newRecords(pod.spec);
	const statuses = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])];
	for (const record of records) {
		const status = statuses.find(({name}) => name === record.spec.name);
		if (status) {
			restore(record, status, now);
		}
	}

	if (!isOver({records, restartPolicy: pod.spec.restartPolicy})) {
		forgetInit(records);
	}

	return records;
}

/** In a new sandbox the init containers run again. */
export function forgetInit(records: readonly ContainerRecord[]): void {
	for (const record of records) {
		if (record.role !== 'main' && record.state.kind === 'terminated') {
			record.last = record.state.terminated;
			record.state = {kind: 'none'};
			record.waiting = undefined;
		}
	}
}

function restore(record: ContainerRecord, status: ContainerStatus, now: number): void {
	const {running, terminated, waiting} = status.state;
	const before = status.lastState.terminated;
	const ended = running
		? lost(running.startedAt, status.containerID, now)
		: (terminated ?? (waiting && before));
	if (!ended) {
		return;
	}

	record.attempt = status.restartCount;
	record.imageId = status.imageID;
	const user = (status.user as {linux?: {uid: number; gid: number; supplementalGroups: number[]}} | undefined)
		?.linux;
	record.user = user && {
		uid: user.uid,
		gid: user.gid,
		groups: user.supplementalGroups.filter((id) => id !== user.gid),
	};
	record.state = {
		kind: 'terminated',
		terminated: ended,
		finishedAt: Date.parse(ended.finishedAt ?? '') || now,
	};
	if (!waiting && before) {
		record.last = before;
	}
}

function lost(startedAt: string, containerId: string | undefined, now: number): ContainerStateTerminated {
	return {
		exitCode: 255,
		reason: 'Unknown',
		startedAt,
		finishedAt: kubeTime(now),
		...(containerId === undefined ? {} : {containerID: containerId}),
	};
}
