import type {ControllerRevision, PodTemplate, StatefulSet} from '../../kinds/objects.ts';
import type {Draft} from '../../registry/types.ts';
import {controllerReference} from '../runtime/owners.ts';

const HASH_LABEL = 'controller.kubernetes.io/hash';

/** The ControllerRevision of the set's present template, numbered `revision`, not yet stored. */
export function newRevision(set: StatefulSet, revision: number, collisionCount: number): Draft {
	const data = revisionData(set);
	const hash = safeEncode(String(fnv32(`${canonical(data)}${collisionCount}`)));
	const {name, namespace, annotations} = set.metadata;
	return {
		apiVersion: 'apps/v1',
		kind: 'ControllerRevision',
		metadata: {
			name: `${name}-${hash}`,
			namespace,
			labels: {...set.spec.template.metadata?.labels, [HASH_LABEL]: hash},
			...(annotations ? {annotations: {...annotations}} : {}),
			ownerReferences: [controllerReference(set)],
		},
		data,
		revision,
	};
}

/** True when both describe the same template. */
export function sameData(revision: ControllerRevision, draft: Draft): boolean {
	return canonical(revision.data) === canonical(draft['data']);
}

/** The Pod template that a revision holds. */
export function templateOf(revision: ControllerRevision): PodTemplate {
	const {spec} = revision.data as {spec: {template: PodTemplate & {$patch?: string}}};
	const template = {...spec.template};
	delete template.$patch;
	return template;
}

/** A patch that puts the set's template back, as Kubernetes' getPatch makes it. */
function revisionData(set: StatefulSet): unknown {
	return {spec: {template: {...structuredClone(set.spec.template), $patch: 'replace'}}};
}

/** JSON as Go writes a map: keys sorted, and what could be HTML escaped. */
function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		typeof part === 'object' && part !== null && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
			: part,
	).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** FNV-1, 32 bits (Go: fnv.New32), which ControllerRevisions are named with. */
function fnv32(text: string): number {
	let hash = 0x811c9dc5;
	for (const byte of Buffer.from(text)) {
		hash = Math.imul(hash, 0x01000193) ^ byte;
	}

	return hash >>> 0;
}

/** Characters that make no words (apimachinery: rand.SafeEncodeString). */
function safeEncode(text: string): string {
	const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
	return Array.from(text, (char) => alphabet[char.charCodeAt(0) % alphabet.length]).join('');
}
