import type {Clock} from '../../lib/clock.ts';
import type {Kind} from '../kinds/kind.ts';
import type {KubeObject, Namespace, Pod} from '../kinds/objects.ts';
import {sameJson} from '../kinds/same-json.ts';
import {type Core, copyOf} from './core.ts';
import {conflict, forbidden} from './status-error.ts';
import type {DeleteOptions} from './types.ts';

const foreground = 'foregroundDeletion';
const orphan = 'orphan';
/** Namespaces without which a cluster does not work (Kubernetes: NamespaceLifecycle's immortal ones). */
const immortal = ['default', 'kube-system', 'kube-public'];

/** The verb delete of an object that is there; see Registry. */
export function deleteObject(core: Core, kind: Kind, old: KubeObject, options: DeleteOptions): KubeObject {
	checkPreconditions(kind, old, options.preconditions);
	if (kind.resource === 'namespaces' && immortal.includes(old.metadata.name)) {
		throw forbidden(kind, old.metadata.name, 'this namespace may not be deleted');
	}

	const marked = mark(core.clock, kind, old, options);
	if (options.dryRun) {
		return marked;
	}

	if (!isHeld(marked) && marked.metadata.deletionTimestamp === undefined) {
		return core.store.remove(kind.resource, old);
	}

	const stored = sameJson(marked, old) ? old : core.store.put(kind.resource, marked);
	return isHeld(stored) ? stored : core.store.remove(kind.resource, stored);
}

/** Removes an object that was marked for deletion and that nothing holds any more; undefined when it stays. */
export function finishDeletion(core: Core, kind: Kind, object: KubeObject): KubeObject | undefined {
	return object.metadata.deletionTimestamp === undefined || isHeld(object)
		? undefined
		: core.store.remove(kind.resource, object);
}

/** Whether finalizers, or a Pod's grace period, keep an object that is to be deleted. */
function isHeld(object: KubeObject): boolean {
	const {finalizers = [], deletionTimestamp, deletionGracePeriodSeconds = 0} = object.metadata;
	const namespaceFinalizers =
		object.kind === 'Namespace' ? ((object as Namespace).spec.finalizers ?? []) : [];
	return (
		finalizers.length > 0 ||
		namespaceFinalizers.length > 0 ||
		(deletionTimestamp !== undefined && deletionGracePeriodSeconds > 0)
	);
}

/** `old` as a delete leaves it when something holds it; without a deletionTimestamp when nothing does. */
function mark(clock: Clock, kind: Kind, old: KubeObject, options: DeleteOptions): KubeObject {
	const object = copyOf(old);
	const {metadata} = object;
	setPropagation(object, options);
	const grace = kind.resource === 'pods' ? podGracePeriod(object as Pod, options) : 0;
	const wasMarked = old.metadata.deletionTimestamp !== undefined;
	const shorter = wasMarked && grace < (old.metadata.deletionGracePeriodSeconds ?? 0);
	if (wasMarked ? shorter : grace > 0 || isHeld(object)) {
		metadata.deletionTimestamp = secondsFrom(clock, grace);
		if (kind.resource === 'namespaces') {
			(object as Namespace).status.phase = 'Terminating';
		} else {
			metadata.deletionGracePeriodSeconds = grace;
		}

		if (!wasMarked && metadata.generation) {
			metadata.generation++;
		}
	}

	return object;
}

/** Kubernetes: deletionFinalizersForGarbageCollection. */
function setPropagation({metadata}: KubeObject, {propagationPolicy}: DeleteOptions): void {
	if (propagationPolicy === undefined) {
		return;
	}

	const finalizers = (metadata.finalizers ?? []).filter((each) => each !== foreground && each !== orphan);
	if (propagationPolicy === 'Foreground') {
		finalizers.push(foreground);
	} else if (propagationPolicy === 'Orphan') {
		finalizers.push(orphan);
	}

	metadata.finalizers = finalizers.length > 0 ? finalizers : undefined;
}

/** Seconds; Kubernetes: podStrategy.CheckGracefulDelete. */
function podGracePeriod({spec, status}: Pod, {gracePeriodSeconds}: DeleteOptions): number {
	if (!spec.nodeName || status.phase === 'Failed' || status.phase === 'Succeeded') {
		return 0;
	}

	const grace = gracePeriodSeconds ?? spec.terminationGracePeriodSeconds;
	return grace < 0 ? 1 : grace;
}

function secondsFrom(clock: Clock, seconds: number): string {
	return `${new Date(clock.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;
}

function checkPreconditions(
	kind: Kind,
	{metadata}: KubeObject,
	wanted: DeleteOptions['preconditions'],
): void {
	if (wanted?.uid !== undefined && wanted.uid !== metadata.uid) {
		throw conflict(
			kind,
			metadata.name,
			`Precondition failed: UID in precondition: ${wanted.uid}, UID in object meta: ${metadata.uid}`,
		);
	}

	if (wanted?.resourceVersion !== undefined && wanted.resourceVersion !== metadata.resourceVersion) {
		throw conflict(
			kind,
			metadata.name,
			`Precondition failed: ResourceVersion in precondition: ${wanted.resourceVersion}, ResourceVersion in object meta: ${metadata.resourceVersion}`,
		);
	}
}
