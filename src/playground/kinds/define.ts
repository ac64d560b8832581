import type {Kind} from './kind.ts';
import type {KubeObject, ResourceName} from './objects.ts';
import {sameJson} from './same-json.ts';

/** A Kind of one resource as the list of all kinds holds it. */
export function defineKind<R extends ResourceName>(kind: Kind<R>): Kind {
	return kind as unknown as Kind;
}

/** What `kind` of object has beside its own fields: for kinds that keep it as it was sent. */
export function nothingToDo(): void {}

/** Starts an object's `metadata.generation` (Kubernetes: the kinds that count versions of their spec). */
export function startGeneration(object: KubeObject): void {
	object.metadata.generation = 1;
}

/** Raises `metadata.generation` when a change of `fields` (by default the spec) is a new version. */
export function raiseGeneration<T extends KubeObject>(object: T, old: T, fields: string[] = ['spec']): void {
	const changed = fields.some((field) => !sameJson(Reflect.get(object, field), Reflect.get(old, field)));
	object.metadata.generation = (old.metadata.generation ?? 0) + (changed ? 1 : 0);
}
