import type {Pod, PodStatus} from '../../kinds/objects.ts';
import type {ContainerRecord} from '../container-record.ts';
import {podConditions} from './conditions.ts';
import {containerStatus} from './container-status.ts';
import {kubeTime} from './kube-time.ts';
import {podPhase} from './phase.ts';
import {qosClass} from './qos-class.ts';

/** What a Pod's status depends on besides its spec and its last status. */
export interface StatusFacts {
	records: readonly ContainerRecord[];
	/** Address of the running sandbox. */
	sandboxIp: string | undefined;
	hostIp: string;
	/** Milliseconds since the epoch. */
	now: number;
	/** Told to end, and nothing runs any more. */
	ended: boolean;
	/** Why the kubelet itself failed the Pod (DeadlineExceeded). */
	failure: {reason: string; message: string} | undefined;
}

/** The status a kubelet writes for `pod` (Kubernetes: kubelet.generateAPIPodStatus). */
export function podStatus(pod: Pod, facts: StatusFacts): PodStatus {
	const {records, now, failure} = facts;
	const before = pod.status;
	const phase = failure ? 'Failed' : podPhase(records, pod.spec.restartPolicy, facts.ended);
	const initial = pod.spec.initContainers?.length ? 'PodInitializing' : 'ContainerCreating';
	const init = records.filter(({role}) => role !== 'main');
	const main = records.filter(({role}) => role === 'main');
	const ip = facts.sandboxIp ?? before.podIP;
	const time = kubeTime(now);
	return {
		...(pod.metadata.generation === undefined ? {} : {observedGeneration: pod.metadata.generation}),
		phase,
		conditions: podConditions(pod, records, {phase, sandbox: facts.sandboxIp !== undefined, now: time}),
		...failure,
		hostIP: facts.hostIp,
		hostIPs: [{ip: facts.hostIp}],
		...(ip === undefined ? {} : {podIP: ip, podIPs: [{ip}]}),
		startTime: before.startTime ?? time,
		...(init.length > 0 ? {initContainerStatuses: init.map((each) => containerStatus(each, initial))} : {}),
		containerStatuses: main.map((each) => containerStatus(each, initial)),
		qosClass: before.qosClass ?? qosClass(pod.spec),
	};
}
