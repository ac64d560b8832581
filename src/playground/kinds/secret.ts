import {dataKeyCauses, immutableCauses} from './config-map.ts';
import {immutableField} from './causes.ts';
import {defineKind} from './define.ts';
import {nameCauses} from './names.ts';
import type {Secret} from './objects.ts';

export const secretKind = defineKind<'secrets'>({
	resource: 'secrets',
	group: '',
	version: 'v1',
	kind: 'Secret',
	plural: 'secrets',
	singular: 'secret',
	shortNames: [],
	categories: [],
	namespaced: true,
	subresources: [],
	schema: 'io.k8s.api.core.v1.Secret',
	selectableFields: {type: (secret) => secret.type},
	applyDefaults(draft) {
		const secret = draft as unknown as Secret & {stringData?: Record<string, string>};
		secret.type ||= 'Opaque';
		if (secret.stringData) {
			secret.data = {...secret.data, ...encoded(secret.stringData)};
			delete secret.stringData;
		}
	},
	validate: (secret, old) => [
		...nameCauses(secret, 'subdomain'),
		...dataKeyCauses('data', secret.data),
		...immutableCauses(secret, old),
		...(old && old.type !== secret.type ? [immutableField('type', secret.type)] : []),
	],
});

function encoded(strings: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(strings).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
	);
}
