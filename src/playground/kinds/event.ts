import {invalidField} from './causes.ts';
import {defineKind} from './define.ts';
import {nameCauses} from './names.ts';
import type {Event} from './objects.ts';

export const eventKind = defineKind<'events'>({
	resource: 'events',
	group: '',
	version: 'v1',
	kind: 'Event',
	plural: 'events',
	singular: 'event',
	shortNames: ['ev'],
	categories: [],
	namespaced: true,
	subresources: [],
	schema: 'io.k8s.api.core.v1.Event',
	selectableFields: {
		'involvedObject.kind': (event) => event.involvedObject.kind ?? '',
		'involvedObject.namespace': (event) => event.involvedObject.namespace ?? '',
		'involvedObject.name': (event) => event.involvedObject.name ?? '',
		'involvedObject.uid': (event) => event.involvedObject.uid ?? '',
		'involvedObject.apiVersion': (event) => event.involvedObject.apiVersion ?? '',
		'involvedObject.resourceVersion': (event) => event.involvedObject.resourceVersion ?? '',
		'involvedObject.fieldPath': (event) => event.involvedObject.fieldPath ?? '',
		reason: (event) => event.reason ?? '',
		reportingComponent: (event) => event.reportingComponent ?? '',
		source: (event) => event.source.component || event.reportingComponent || '',
		type: (event) => event.type ?? '',
	},
	applyDefaults(draft) {
		const event = draft as unknown as Event;
		event.involvedObject ??= {};
		event.source ??= {};
		event.firstTimestamp ??= null;
		event.lastTimestamp ??= null;
		event.eventTime ??= null;
		event.reportingComponent ??= '';
		event.reportingInstance ??= '';
	},
	validate: (event) => [
		...nameCauses(event, 'subdomain'),
		...((event.involvedObject.namespace ?? '') === '' ||
		event.involvedObject.namespace === event.metadata.namespace
			? []
			: [
					invalidField(
						'involvedObject.namespace',
						event.involvedObject.namespace,
						'does not match event.namespace',
					),
				]),
	],
});
