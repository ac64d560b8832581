import type {ControllerRevision, Pod, StatefulSet} from '../../kinds/objects.ts';
import {matchesLabels} from '../../registry/label-selector.ts';
import type {Draft, Registry} from '../../registry/types.ts';
import {controllerOf, controllerReference, isControlledBy} from '../runtime/owners.ts';
import {REVISION} from './identity.ts';
import {newRevision, sameData} from './revision.ts';

const MANAGER = {fieldManager: 'kube-controller-manager'};

export interface History {
	/** The set's revisions, oldest first. */
	revisions: ControllerRevision[];
	/** What the set's Pods were last completely of. */
	current: ControllerRevision;
	/** What they are to become. */
	update: ControllerRevision;
	collisionCount: number;
}

/** Finds the set's revisions and makes one for its present template when there is none. */
export function ensureHistory(registry: Registry, set: StatefulSet): History {
	const revisions = listRevisions(registry, set);
	const newest = revisions.at(-1);
	const next = (newest?.revision ?? 0) + 1;
	const wanted = newRevision(set, next, set.status.collisionCount ?? 0);
	const equal = revisions.findLast((revision) => sameData(revision, wanted));
	let update: ControllerRevision;
	let collisionCount = set.status.collisionCount ?? 0;
	if (equal === undefined) {
		({revision: update, collisionCount} = createRevision(registry, set, next, collisionCount));
		revisions.push(update);
	} else {
		update = equal === newest ? equal : renumber(registry, equal, next);
	}

	const current = revisions.find(({metadata}) => metadata.name === set.status.currentRevision) ?? update;
	return {
		revisions: revisions.map((each) => (each === equal ? update : each)),
		current,
		update,
		collisionCount,
	};
}

/** Deletes the oldest revisions that nothing uses, beyond the set's revisionHistoryLimit. */
export function truncateHistory(registry: Registry, set: StatefulSet, pods: Pod[], history: History): void {
	const used = new Set([history.current.metadata.name, history.update.metadata.name]);
	for (const pod of pods) {
		used.add(pod.metadata.labels?.[REVISION] ?? '');
	}

	const old = history.revisions
		.filter(({metadata}) => !used.has(metadata.name))
		.toSorted((a, b) => a.revision - b.revision);
	for (const {metadata} of old.slice(0, Math.max(0, old.length - set.spec.revisionHistoryLimit))) {
		registry.delete('controllerrevisions.apps', metadata.namespace, metadata.name);
	}
}

/** The set's revisions, with those that match it and belong to nobody taken in. */
function listRevisions(registry: Registry, set: StatefulSet): ControllerRevision[] {
	return registry
		.list('controllerrevisions.apps', {namespace: set.metadata.namespace})
		.map((revision) => (isOrphanOf(revision, set) ? adopt(registry, revision, set) : revision))
		.filter((revision) => isControlledBy(revision, set))
		.toSorted((a, b) => a.revision - b.revision);
}

function isOrphanOf(revision: ControllerRevision, set: StatefulSet): boolean {
	return (
		controllerOf(revision) === undefined &&
		set.metadata.deletionTimestamp === undefined &&
		matchesLabels(set.spec.selector, revision.metadata.labels)
	);
}

function adopt(registry: Registry, {metadata}: ControllerRevision, set: StatefulSet): ControllerRevision {
	return registry.modify(
		'controllerrevisions.apps',
		metadata.namespace,
		metadata.name,
		(copy) => {
			copy.metadata.ownerReferences = [...(copy.metadata.ownerReferences ?? []), controllerReference(set)];
		},
		MANAGER,
	);
}

/** A name that is taken by other data raises the collision count, which changes the hash in the name. */
function createRevision(registry: Registry, set: StatefulSet, number: number, collisions: number) {
	const {namespace} = set.metadata;
	for (let collisionCount = collisions; ; collisionCount++) {
		const draft = newRevision(set, number, collisionCount);
		const taken = registry.find('controllerrevisions.apps', namespace, nameOf(draft));
		if (!taken) {
			return {
				revision: registry.create('controllerrevisions.apps', namespace, draft, MANAGER),
				collisionCount,
			};
		}

		if (sameData(taken, draft) && isControlledBy(taken, set)) {
			return {revision: taken, collisionCount};
		}
	}
}

function nameOf(draft: Draft): string {
	return draft.metadata!.name!;
}

/** A template that was there before becomes the newest again (a rollback). */
function renumber(registry: Registry, {metadata}: ControllerRevision, number: number): ControllerRevision {
	return registry.modify(
		'controllerrevisions.apps',
		metadata.namespace,
		metadata.name,
		(copy) => {
			copy.revision = number;
		},
		MANAGER,
	);
}
