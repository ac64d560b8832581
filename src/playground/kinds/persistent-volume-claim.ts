import type {StatusCause} from '../registry/status-error.ts';
import {forbiddenField, path, requiredField, unsupportedValue} from './causes.ts';
import {defineKind} from './define.ts';
import {nameCauses} from './names.ts';
import type {PersistentVolumeClaim} from './objects.ts';
import {compareQuantities, quantityCauses} from './quantity.ts';
import {sameJson} from './same-json.ts';

type ClaimSpec = PersistentVolumeClaim['spec'];

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

export const persistentVolumeClaimKind = defineKind<'persistentvolumeclaims'>({
	resource: 'persistentvolumeclaims',
	group: '',
	version: 'v1',
	kind: 'PersistentVolumeClaim',
	plural: 'persistentvolumeclaims',
	singular: 'persistentvolumeclaim',
	shortNames: ['pvc'],
	categories: [],
	namespaced: true,
	subresources: ['status'],
	schema: 'io.k8s.api.core.v1.PersistentVolumeClaim',
	selectableFields: {},
	applyDefaults(draft) {
		const claim = draft as unknown as PersistentVolumeClaim;
		claim.spec = withClaimDefaults(claim.spec ?? {});
	},
	validate: (claim, old) => [
		...nameCauses(claim, 'subdomain'),
		...claimSpecCauses('spec', claim.spec),
		...(old ? changeCauses(claim, old) : []),
	],
	prepareForCreate(claim, context) {
		const defaultClass = claim.spec.storageClassName ?? context.defaultStorageClass();
		if (defaultClass !== undefined) {
			claim.spec.storageClassName = defaultClass;
		}

		claim.metadata.finalizers = [
			...new Set([...(claim.metadata.finalizers ?? []), 'kubernetes.io/pvc-protection']),
		];
		claim.status = {phase: 'Pending'};
	},
});

/** Fills what a server fills in a claim's spec, and in a claim template's; changes and returns it. */
export function withClaimDefaults(spec: ClaimSpec): ClaimSpec {
	spec.resources ??= {};
	spec.volumeMode ??= 'Filesystem';
	return spec;
}

/** What is wrong with a claim's spec at `at`. */
export function claimSpecCauses(at: string, spec: ClaimSpec): StatusCause[] {
	const {requests} = spec.resources;
	return [
		...accessModeCauses(spec.accessModes, path(at, 'accessModes')),
		...(requests?.['storage'] === undefined
			? [requiredField(path(at, 'resources', ['storage']))]
			: quantityCauses(path(at, 'resources.requests'), requests, {positive: true})),
		...(['Filesystem', 'Block'].includes(spec.volumeMode)
			? []
			: [unsupportedValue(path(at, 'volumeMode'), spec.volumeMode, ['Block', 'Filesystem'])]),
	];
}

/** What is wrong with the access modes of a claim or a volume. */
export function accessModeCauses(modes: string[] | undefined, at = 'spec.accessModes'): StatusCause[] {
	if (!modes || modes.length === 0) {
		return [requiredField(at, 'at least 1 access mode is required')];
	}

	return modes
		.filter((mode) => !accessModes.includes(mode))
		.map((mode) => unsupportedValue(at, mode, accessModes));
}

/** Kubernetes: ValidatePersistentVolumeClaimUpdate; only the request may grow, and the volume be filled in. */
function changeCauses(claim: PersistentVolumeClaim, old: PersistentVolumeClaim): StatusCause[] {
	const asked = claim.spec.resources.requests?.['storage'];
	const before = old.spec.resources.requests?.['storage'];
	const comparable = structuredClone(claim.spec);
	if (old.status.phase === 'Bound' || before === undefined) {
		comparable.resources = old.spec.resources;
	}

	if (!old.spec.volumeName) {
		comparable.volumeName = old.spec.volumeName;
	}

	if (!old.spec.storageClassName) {
		comparable.storageClassName = old.spec.storageClassName;
	}

	const causes: StatusCause[] = [];
	if (!sameJson(comparable, old.spec)) {
		causes.push(
			forbiddenField(
				'spec',
				'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
			),
		);
	}

	if (asked !== undefined && before !== undefined && compareQuantities(asked, before) < 0) {
		causes.push(
			forbiddenField('spec.resources.requests.storage', 'field can not be less than status.capacity'),
		);
	}

	return causes;
}
