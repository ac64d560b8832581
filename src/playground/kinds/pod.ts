import {defineKind, raiseGeneration, startGeneration} from './define.ts';
import {nameCauses} from './names.ts';
import type {Pod, Toleration} from './objects.ts';
import {podChangeCauses} from './pod-changes.ts';
import {withPodSpecDefaults} from './pod-defaults.ts';
import {podSpecCauses} from './pod-template.ts';
import {qosClass} from './qos-class.ts';

export const podKind = defineKind<'pods'>({
	resource: 'pods',
	group: '',
	version: 'v1',
	kind: 'Pod',
	plural: 'pods',
	singular: 'pod',
	shortNames: ['po'],
	categories: ['all'],
	namespaced: true,
	subresources: ['status'],
	schema: 'io.k8s.api.core.v1.Pod',
	selectableFields: {
		'spec.nodeName': (pod) => pod.spec.nodeName ?? '',
		'spec.restartPolicy': (pod) => pod.spec.restartPolicy,
		'spec.schedulerName': (pod) => pod.spec.schedulerName,
		'spec.serviceAccountName': (pod) => pod.spec.serviceAccountName ?? '',
		'spec.hostNetwork': (pod) => String(pod.spec.hostNetwork ?? false),
		'status.phase': (pod) => pod.status.phase,
		'status.podIP': (pod) => pod.status.podIP ?? '',
		'status.nominatedNodeName': (pod) => pod.status.nominatedNodeName ?? '',
	},
	applyDefaults(draft) {
		const pod = draft as unknown as Pod;
		pod.spec = withPodSpecDefaults(pod.spec ?? {});
		pod.spec.enableServiceLinks ??= true;
		pod.status ??= {phase: 'Pending'};
	},
	validate: (pod, old) => [
		...nameCauses(pod, 'subdomain'),
		...(old ? podChangeCauses(pod, old) : podSpecCauses('spec', pod.spec)),
	],
	prepareForCreate(pod) {
		startGeneration(pod);
		admit(pod);
		pod.status = {phase: 'Pending', qosClass: qosClass(pod.spec)};
	},
	prepareForUpdate: (pod, old) => raiseGeneration(pod, old),
});

/**
 * What admission adds on a real server (ServiceAccount, DefaultTolerationSeconds, Priority). The
 * kube-api-access volume is left out: containers here get no token for the API.
 */
function admit({spec}: Pod): void {
	spec.serviceAccountName ||= 'default';
	spec.serviceAccount = spec.serviceAccountName;
	spec.tolerations = [
		...(spec.tolerations ?? []),
		...['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
			.filter((key) => !spec.tolerations?.some((each) => tolerates(each, key)))
			.map((key): Toleration => ({key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300})),
	];
	spec.priority ??= 0;
	spec.preemptionPolicy ??= 'PreemptLowerPriority';
}

function tolerates(toleration: Toleration, key: string): boolean {
	return (
		(toleration.key === key || !toleration.key) && (toleration.effect === 'NoExecute' || !toleration.effect)
	);
}
