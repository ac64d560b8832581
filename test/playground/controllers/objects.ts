import type {Draft, Registry} from '../../../src/playground/registry/types.ts';
import type {Pod} from '../../../src/playground/kinds/objects.ts';

/** Makes a Pod in namespace rec that sleeps; `spec` adds to its spec. */
export function createPod(
	registry: Registry,
	name: string,
	spec: Record<string, unknown> = {},
	labels: Record<string, string> = {app: name},
): Pod {
	return registry.create('pods', 'rec', {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name, namespace: 'rec', labels},
		spec: {containers: [{name: 'c', image: 'busybox:1.36.1', command: ['sleep', '1000']}], ...spec},
	});
}

/** The spec of a Pod that mounts the claim. */
export function using(claim: string): Record<string, unknown> {
	return {volumes: [{name: 'v', persistentVolumeClaim: {claimName: claim}}]};
}

/** Makes a claim in namespace rec. */
export function createClaim(registry: Registry, name: string, spec: Record<string, unknown> = {}): void {
	const draft: Draft = {
		apiVersion: 'v1',
		kind: 'PersistentVolumeClaim',
		metadata: {name, namespace: 'rec'},
		spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Mi'}}, ...spec},
	};
	registry.create('persistentvolumeclaims', 'rec', draft);
}

/** What the events about an object of namespace rec say, oldest first. */
export function eventsAbout(registry: Registry, name: string): string[] {
	return registry
		.list('events', {namespace: 'rec', fieldSelector: `involvedObject.name=${name}`})
		.toSorted((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
		.map(({type, reason, message}) => `${type} ${reason}: ${message}`);
}

/** Lets the controllers have so many turns: what has not happened then is not going to. */
export async function turns(count = 30): Promise<void> {
	for (let turn = 0; turn < count; turn++) {
		await new Promise((resolve) => {
			setImmediate(resolve);
		});
	}
}
