import {kinds} from '../../kinds/index.ts';
import type {KubeObject, OwnerReference} from '../../kinds/objects.ts';
import type {DeleteOptions, Registry} from '../../registry/types.ts';
import type {ControllerContext} from '../context.ts';
import {startController, watching, type Controller} from '../runtime/controller.ts';
import {unlessGone} from '../runtime/status-errors.ts';
import {dependentKey, Dependents, splitDependentKey} from './dependents.ts';
import {FOREGROUND, isDeletingWith, ORPHAN, ownersOf} from './owners.ts';

const MANAGER = {fieldManager: 'kube-controller-manager'};

/**
 * Deletes what belongs to objects that are gone, in the background, in the foreground or not at all, as the
 * owner's deletion asked for (Kubernetes: garbage collector).
 */
export function startGarbageCollector({registry, clock, log}: ControllerContext): Controller {
	const dependents = new Dependents();

	function reconcile(key: string): void {
		const {resource, namespace, name} = splitDependentKey(key);
		const object = registry.find(resource, namespace, name);
		if (!object) {
			return;
		}

		if (isDeletingWith(object, ORPHAN)) {
			letDependentsGo(registry, dependents.of(object.metadata.uid), object);
			removeFinalizer(registry, key, ORPHAN);
		} else if (isDeletingWith(object, FOREGROUND)) {
			if (!isBlocked(registry, dependents.of(object.metadata.uid), object)) {
				removeFinalizer(registry, key, FOREGROUND);
			}
		} else if (object.metadata.deletionTimestamp === undefined) {
			collect(registry, key, object, dependents.of(object.metadata.uid).length > 0);
		}
	}

	return startController({
		name: 'garbage-collector',
		registry,
		clock,
		log,
		watches: kinds
			// Events belong to nobody and are many.
			.filter(({resource}) => resource !== 'events')
			.map(({resource}) =>
				watching(resource, (object, change) => {
					const key = dependentKey(resource, object.metadata);
					// The object before a change says nothing of now.
					if (object !== change?.previous) {
						dependents.note(key, object, change?.type === 'DELETED');
					}

					return concerned(key, object, change?.type === 'DELETED', dependents);
				}),
			),
		reconcile,
	});
}

/** The object itself, when it has owners or waits for us; its dependents, when it goes; its owners, with it. */
function concerned(key: string, {metadata}: KubeObject, gone: boolean, dependents: Dependents): string[] {
	const deleting = gone || metadata.deletionTimestamp !== undefined;
	const owned = (metadata.ownerReferences ?? []).length > 0;
	return [
		...(owned || deleting ? [key] : []),
		...(deleting ? dependents.of(metadata.uid) : []),
		...(gone ? ownerKeys({metadata} as KubeObject) : []),
	];
}

/** A dependent that is gone may be the last that its owner waited for. */
function ownerKeys({metadata}: KubeObject): string[] {
	return (metadata.ownerReferences ?? []).flatMap(({kind, name}) =>
		kinds
			.filter((each) => each.kind === kind)
			.map(({resource, namespaced}) =>
				dependentKey(resource, {
					...metadata,
					namespace: namespaced ? metadata.namespace : undefined,
					name,
				}),
			),
	);
}

/** Deletes the object if no owner of it is left, or takes back references to owners that are. */
function collect(registry: Registry, key: string, object: KubeObject, hasDependents: boolean): void {
	const {solid, dangling, waiting} = ownersOf(registry, object);
	if (dangling.length + waiting.length === 0) {
		return;
	}

	if (solid.length > 0) {
		dropReferences(registry, key, [...dangling, ...waiting]);
		return;
	}

	const {resource, namespace, name} = splitDependentKey(key);
	const options: DeleteOptions = {
		preconditions: {uid: object.metadata.uid},
		propagationPolicy: policyOf(object, waiting.length > 0 && hasDependents),
	};
	unlessGone(() => registry.delete(resource, namespace, name, options));
}

function policyOf({metadata}: KubeObject, foreground: boolean): DeleteOptions['propagationPolicy'] {
	const finalizers = metadata.finalizers ?? [];
	if (foreground || finalizers.includes(FOREGROUND)) {
		return 'Foreground';
	}

	return finalizers.includes(ORPHAN) ? 'Orphan' : 'Background';
}

/** True while a dependent is left that its owner must not go before. */
function isBlocked(registry: Registry, keys: string[], owner: KubeObject): boolean {
	return keys.some((key) => {
		const {resource, namespace, name} = splitDependentKey(key);
		return registry
			.find(resource, namespace, name)
			?.metadata.ownerReferences?.some(
				({uid, blockOwnerDeletion}) => uid === owner.metadata.uid && blockOwnerDeletion,
			);
	});
}

function letDependentsGo(registry: Registry, keys: string[], {metadata}: KubeObject): void {
	for (const key of keys) {
		dropReferences(registry, key, [{uid: metadata.uid} as OwnerReference]);
	}
}

function dropReferences(registry: Registry, key: string, references: OwnerReference[]): void {
	const uids = new Set(references.map(({uid}) => uid));
	const {resource, namespace, name} = splitDependentKey(key);
	unlessGone(() =>
		registry.modify(
			resource,
			namespace,
			name,
			(copy) => {
				copy.metadata.ownerReferences = copy.metadata.ownerReferences?.filter(({uid}) => !uids.has(uid));
			},
			MANAGER,
		),
	);
}

function removeFinalizer(registry: Registry, key: string, finalizer: string): void {
	const {resource, namespace, name} = splitDependentKey(key);
	unlessGone(() =>
		registry.modify(
			resource,
			namespace,
			name,
			(copy) => {
				copy.metadata.finalizers = copy.metadata.finalizers?.filter((each) => each !== finalizer);
			},
			MANAGER,
		),
	);
}
