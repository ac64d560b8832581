import jsonPatch, {type Operation} from 'fast-json-patch';
import {invalidField} from '../kinds/causes.ts';
import {goValue} from '../kinds/go-value.ts';
import type {Kind} from '../kinds/kind.ts';
import type {KubeObject} from '../kinds/objects.ts';
import {shortName} from '../kinds/schema.ts';
import {applyObject} from './apply.ts';
import type {Core} from './core.ts';
import {applyMergePatch} from './merge-patch.ts';
import {scaleOf} from './scale.ts';
import {badRequest, invalid, notFound, StatusError} from './status-error.ts';
import {applyStrategicMergePatch} from './strategic-merge.ts';
import {isObject} from './typed-walk.ts';
import type {Draft, PatchType, WriteOptions} from './types.ts';
import {updateObject} from './update.ts';

/** The verb patch; see Registry. On the subresource `scale` the patch is of the Scale (see scaleOf). */
export function patchObject(
	core: Core,
	kind: Kind,
	namespace: string | undefined,
	name: string,
	patch: {type: PatchType; body: unknown},
	options: WriteOptions,
): {object: KubeObject; created: boolean} {
	if (patch.type === 'application/apply-patch+yaml' && options.subresource !== 'scale') {
		return applyObject(core, kind, namespace, name, patch.body, options);
	}

	const old = core.store.get(kind.resource, kind.namespaced ? namespace : undefined, name);
	if (!old) {
		throw notFound(kind, name);
	}

	const scale = options.subresource === 'scale';
	const patched = applyPatch(scale ? 'Scale' : shortName(kind.schema), scale ? scaleOf(old) : old, patch);
	const shown =
		patch.type === 'application/strategic-merge-patch+json' ? goValue(patch.body) : JSON.stringify(patched);
	const refusal = (why: string) => invalid({group: '', kind: ''}, '', [invalidField('patch', shown, why)]);
	return {object: updateObject(core, kind, old, patched, options, {refusal}), created: false};
}

function applyPatch(
	type: string,
	target: object,
	{type: patchType, body}: {type: PatchType; body: unknown},
): Draft {
	if (patchType === 'application/json-patch+json') {
		return applyJsonPatch(target, body);
	}

	if (!isObject(body)) {
		throw badRequest(
			`cannot unmarshal ${Array.isArray(body) ? 'array' : typeof body} into Go value of type map[string]interface {}`,
		);
	}

	return patchType === 'application/strategic-merge-patch+json'
		? applyStrategicMergePatch(type, target, body)
		: (applyMergePatch(target, body) as Draft);
}

function applyJsonPatch(target: object, body: unknown): Draft {
	if (!Array.isArray(body)) {
		throw badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch');
	}

	try {
		// The operations are copied: the library puts their values into the document as they are.
		const operations = structuredClone(body) as Operation[];
		return jsonPatch.applyPatch(structuredClone(target) as Draft, operations, true).newDocument;
	} catch (error) {
		const refused = new StatusError(
			422,
			'Invalid',
			`the server rejected our request due to an error in our request: ${(error as Error).message.split('\n')[0]}`,
			{},
		);
		refused.cause = error;
		throw refused;
	}
}
