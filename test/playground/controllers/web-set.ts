import type {Pod, StatefulSet} from '../../../src/playground/kinds/objects.ts';
import type {Draft, Registry} from '../../../src/playground/registry/types.ts';

/** The set whose life was recorded from Kubernetes 1.36. */
export function statefulSet(spec: Record<string, unknown>): Draft {
	return {
		apiVersion: 'apps/v1',
		kind: 'StatefulSet',
		metadata: {name: 'web', namespace: 'rec'},
		spec: {
			serviceName: 'web',
			selector: {matchLabels: {app: 'web'}},
			template: {
				metadata: {labels: {app: 'web'}},
				spec: {
					initContainers: [
						{
							name: 'init',
							image: 'busybox:1.36.1',
							command: ['sh', '-c', 'echo init $HOSTNAME; chown -R 70 /data'],
							volumeMounts: [{name: 'data', mountPath: '/data'}],
						},
					],
					containers: [
						{
							name: 'main',
							image: 'busybox:1.36.1',
							command: [
								'sh',
								'-c',
								"echo started $HOSTNAME; touch /tmp/ready; trap 'exit 0' TERM; while true; do sleep 1; done",
							],
							envFrom: [{configMapRef: {name: 'pgenv'}}],
							ports: [{name: 'postgres', containerPort: 5432}],
							readinessProbe: {
								exec: {command: ['cat', '/tmp/ready']},
								initialDelaySeconds: 1,
								periodSeconds: 1,
							},
							livenessProbe: {exec: {command: ['true']}, initialDelaySeconds: 3, periodSeconds: 5},
							resources: {requests: {cpu: '50m', memory: '16Mi'}},
							volumeMounts: [
								{name: 'data', mountPath: '/data'},
								{name: 'conf', mountPath: '/mnt/conf', readOnly: true},
							],
						},
					],
					volumes: [{name: 'conf', configMap: {name: 'pgenv', items: [{key: 'TZ', path: 'TZ'}]}}],
				},
			},
			volumeClaimTemplates: [
				{
					metadata: {name: 'data'},
					spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Mi'}}},
				},
			],
			...spec,
		},
	};
}

export function create(registry: Registry, draft: Draft): void {
	registry.create('statefulsets.apps', 'rec', draft);
}

export function status(registry: Registry): StatefulSet['status'] {
	return registry.get('statefulsets.apps', 'rec', 'web').status;
}

export function scale(registry: Registry, replicas: number): void {
	registry.modify('statefulsets.apps', 'rec', 'web', ({spec}) => void (spec.replicas = replicas));
}

export function annotate(registry: Registry, at: string | undefined): void {
	registry.modify('statefulsets.apps', 'rec', 'web', ({spec}) => {
		spec.template.metadata!.annotations =
			at === undefined ? undefined : {'kubectl.kubernetes.io/restartedAt': at};
	});
}

export function counts(replicas: number, ready: number, current: number, updated: number) {
	return {
		observedGeneration: 1,
		replicas,
		...(ready ? {readyReplicas: ready} : {}),
		currentReplicas: current,
		updatedReplicas: updated,
		availableReplicas: ready,
	};
}

export function unique(statuses: Array<Record<string, unknown>>): Array<Record<string, unknown>> {
	return statuses.filter((each, index) => JSON.stringify(each) !== JSON.stringify(statuses[index - 1]));
}

export function messages(registry: Registry, kind: string): string[] {
	return registry
		.list('events', {namespace: 'rec', fieldSelector: `involvedObject.kind=${kind}`})
		.toSorted((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
		.map(({reason, message}) => `${reason}: ${message}`);
}

export function claimEvents(registry: Registry): string[] {
	return registry
		.list('events', {namespace: 'rec', fieldSelector: 'involvedObject.name=data-web-0'})
		.toSorted((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
		.map(({reason}) => reason);
}

export function podNames(registry: Registry): string[] {
	return registry.list('pods', {namespace: 'rec'}).map(({metadata}) => metadata.name);
}

export function readyPod(registry: Registry, name: string): Pod | undefined {
	const pod = registry.find('pods', 'rec', name);
	const ready = pod?.status.conditions?.some(({type, status: each}) => type === 'Ready' && each === 'True');
	return ready && !isTerminating(pod!) ? pod : undefined;
}

export function isTerminating({metadata}: Pod): boolean {
	return metadata.deletionTimestamp !== undefined;
}

export function revisionOf(registry: Registry, pod: string): string | undefined {
	return registry.find('pods', 'rec', pod)?.metadata.labels?.['controller-revision-hash'];
}
