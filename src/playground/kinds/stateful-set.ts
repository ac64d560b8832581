import type {StatusCause} from '../registry/status-error.ts';
import {forbiddenField, invalidField, path, requiredField, unsupportedValue} from './causes.ts';
import {defineKind, raiseGeneration, startGeneration} from './define.ts';
import {nameCauses} from './names.ts';
import type {StatefulSet} from './objects.ts';
import {claimSpecCauses, withClaimDefaults} from './persistent-volume-claim.ts';
import {podTemplateCauses} from './pod-template.ts';
import {withPodSpecDefaults} from './pod-defaults.ts';
import {sameJson} from './same-json.ts';
import {selectorCauses} from './selector-causes.ts';

type StatefulSetSpec = StatefulSet['spec'];

export const statefulSetKind = defineKind<'statefulsets.apps'>({
	resource: 'statefulsets.apps',
	group: 'apps',
	version: 'v1',
	kind: 'StatefulSet',
	plural: 'statefulsets',
	singular: 'statefulset',
	shortNames: ['sts'],
	categories: ['all'],
	namespaced: true,
	subresources: ['status', 'scale'],
	schema: 'io.k8s.api.apps.v1.StatefulSet',
	selectableFields: {},
	applyDefaults(draft) {
		const set = draft as unknown as StatefulSet;
		set.spec ??= {} as StatefulSetSpec;
		set.status ??= {replicas: 0, availableReplicas: 0};
		fillSpec(set.spec);
	},
	validate: (set, old) => [
		...nameCauses(set, 'label'),
		...specCauses(set.spec),
		...(old ? changeCauses(set.spec, old.spec) : []),
	],
	prepareForCreate(set) {
		startGeneration(set);
		set.status = {replicas: 0, availableReplicas: 0};
	},
	prepareForUpdate: (set, old) => raiseGeneration(set, old),
});

/** Kubernetes: pkg/apis/apps/v1 SetDefaults_StatefulSet. */
function fillSpec(spec: StatefulSetSpec): void {
	spec.replicas ??= 1;
	spec.podManagementPolicy ??= 'OrderedReady';
	spec.updateStrategy ??= {type: 'RollingUpdate'};
	spec.updateStrategy.type ??= 'RollingUpdate';
	if (spec.updateStrategy.type === 'RollingUpdate') {
		spec.updateStrategy.rollingUpdate ??= {};
		spec.updateStrategy.rollingUpdate.partition ??= 0;
	}

	spec.revisionHistoryLimit ??= 10;
	spec.persistentVolumeClaimRetentionPolicy ??= {whenDeleted: 'Retain', whenScaled: 'Retain'};
	spec.persistentVolumeClaimRetentionPolicy.whenDeleted ??= 'Retain';
	spec.persistentVolumeClaimRetentionPolicy.whenScaled ??= 'Retain';
	spec.template ??= {} as StatefulSetSpec['template'];
	spec.template.metadata ??= {};
	spec.template.spec = withPodSpecDefaults(spec.template.spec ?? {});
	for (const template of spec.volumeClaimTemplates ?? []) {
		template.kind ??= 'PersistentVolumeClaim';
		template.apiVersion ??= 'v1';
		template.spec = withClaimDefaults(template.spec ?? {});
		template.status ??= {phase: 'Pending'};
	}
}

function specCauses(spec: StatefulSetSpec): StatusCause[] {
	const {whenDeleted, whenScaled} = spec.persistentVolumeClaimRetentionPolicy ?? {};
	return [
		...oneOf('spec.podManagementPolicy', spec.podManagementPolicy, ['OrderedReady', 'Parallel']),
		...oneOf('spec.updateStrategy.type', spec.updateStrategy.type, ['RollingUpdate', 'OnDelete']),
		...oneOf('spec.persistentVolumeClaimRetentionPolicy.whenDeleted', whenDeleted, ['Retain', 'Delete']),
		...oneOf('spec.persistentVolumeClaimRetentionPolicy.whenScaled', whenScaled, ['Retain', 'Delete']),
		...notNegative('spec.replicas', spec.replicas),
		...notNegative('spec.minReadySeconds', spec.minReadySeconds),
		...notNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
		...(spec.selector
			? selectorCauses('spec.selector', spec.selector, spec.template.metadata?.labels)
			: [requiredField('spec.selector')]),
		...podTemplateCauses('spec.template', spec.template),
		...(spec.template.spec.restartPolicy === 'Always'
			? []
			: [unsupportedValue('spec.template.spec.restartPolicy', spec.template.spec.restartPolicy, ['Always'])]),
		...(spec.volumeClaimTemplates ?? []).flatMap((template, index) =>
			claimSpecCauses(path('spec.volumeClaimTemplates', index, 'spec'), template.spec),
		),
	];
}

/** Kubernetes: ValidateStatefulSetUpdate. */
function changeCauses(spec: StatefulSetSpec, old: StatefulSetSpec): StatusCause[] {
	return sameJson(fixedPart(spec), fixedPart(old))
		? []
		: [
				forbiddenField(
					'spec',
					"updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
				),
			];
}

function fixedPart(spec: StatefulSetSpec): unknown {
	return [
		spec.serviceName,
		spec.podManagementPolicy,
		spec.selector,
		spec.volumeClaimTemplates?.map(({metadata, spec: claim}) => [metadata, claim]),
	];
}

function oneOf(field: string, value: string | undefined, values: string[]): StatusCause[] {
	return value !== undefined && values.includes(value)
		? []
		: [unsupportedValue(field, value, values.toSorted())];
}

function notNegative(field: string, value: number | undefined): StatusCause[] {
	return value === undefined || value >= 0
		? []
		: [invalidField(field, value, 'must be greater than or equal to 0')];
}
