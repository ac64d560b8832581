import type {StatusCause} from '../registry/status-error.ts';
import {forbiddenField, invalidField, path} from './causes.ts';
import {defineKind, nothingToDo} from './define.ts';
import {dataKeyProblem, nameCauses} from './names.ts';
import type {ConfigMap} from './objects.ts';
import {sameJson} from './same-json.ts';

export const configMapKind = defineKind<'configmaps'>({
	resource: 'configmaps',
	group: '',
	version: 'v1',
	kind: 'ConfigMap',
	plural: 'configmaps',
	singular: 'configmap',
	shortNames: ['cm'],
	categories: [],
	namespaced: true,
	subresources: [],
	schema: 'io.k8s.api.core.v1.ConfigMap',
	selectableFields: {},
	applyDefaults: nothingToDo,
	validate: (configMap, old) => [
		...nameCauses(configMap, 'subdomain'),
		...dataKeyCauses('data', configMap.data),
		...dataKeyCauses('binaryData', configMap.binaryData),
		...immutableCauses(configMap, old),
	],
});

/** Keys of a ConfigMap's or Secret's data that cannot be file names. */
export function dataKeyCauses(field: string, data: Record<string, unknown> | undefined): StatusCause[] {
	return Object.keys(data ?? {}).flatMap((key) => {
		const problem = dataKeyProblem(key);
		return problem ? [invalidField(path(field, [key]), key, problem)] : [];
	});
}

/** What must not change once `immutable` is true. */
export function immutableCauses(
	object: Pick<ConfigMap, 'data' | 'binaryData' | 'immutable'>,
	old: Pick<ConfigMap, 'data' | 'binaryData' | 'immutable'> | undefined,
): StatusCause[] {
	if (!old?.immutable) {
		return [];
	}

	const why = 'field is immutable when `immutable` is set';
	return [
		...(object.immutable ? [] : [forbiddenField('immutable', why)]),
		...(['data', 'binaryData'] as const)
			.filter((field) => !sameJson(object[field], old[field]))
			.map((field) => forbiddenField(field, why)),
	];
}
