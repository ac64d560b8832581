import type {KubeObject} from '../kinds/objects.ts';
import type {Conflict} from './apply-conflict.ts';
import {fieldsSetBy} from './compare.ts';
import type {Shape} from './typed-walk.ts';
import type {Draft, WriteOptions} from './types.ts';

/** What client-side `kubectl apply` remembers on the object itself. */
const annotation = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Whether kubectl may take the fields in conflict because its own client-side apply set them (Kubernetes:
 * lastAppliedManager): so that an object can change from one way of applying to the other.
 */
export function allowedByLastApplied(
	shape: Shape,
	live: KubeObject,
	conflicts: readonly Conflict[],
	{fieldManager}: WriteOptions,
): boolean {
	const before = live.metadata.annotations?.[annotation];
	if (fieldManager !== 'kubectl' || before === undefined) {
		return false;
	}

	try {
		const applied = fieldsSetBy(shape, JSON.parse(before));
		return conflicts.every(({fields}) => fields.difference(applied).isEmpty);
	} catch {
		return false;
	}
}

/** `draft`, its annotation brought up to date when kubectl applies an object that has one (lastAppliedUpdater). */
export function withLastApplied(
	live: KubeObject,
	draft: Draft,
	body: Draft,
	{fieldManager}: WriteOptions,
): Draft {
	if (fieldManager !== 'kubectl' || live.metadata.annotations?.[annotation] === undefined) {
		return draft;
	}

	const annotations = {
		...(draft.metadata?.['annotations'] as Record<string, string> | undefined),
		[annotation]: `${JSON.stringify(sortedKeys(body))}\n`,
	};
	return {...draft, metadata: {...draft.metadata, annotations}};
}

function sortedKeys(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.map((each) => sortedKeys(each));
	}

	return typeof value === 'object' && value !== null
		? Object.fromEntries(
				Object.entries(value)
					.toSorted(([a], [b]) => (a < b ? -1 : 1))
					.map(([key, each]) => [key, sortedKeys(each)]),
			)
		: value;
}
