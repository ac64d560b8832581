import {forbiddenField, immutableField, invalidField, path, requiredField} from '../kinds/causes.ts';
import type {Kind} from '../kinds/kind.ts';
import {labelValueProblem, qualifiedNameProblem} from '../kinds/names.ts';
import type {KubeObject} from '../kinds/objects.ts';
import type {StatusCause} from './status-error.ts';

/** Kubernetes: TotalAnnotationSizeLimitB. */
const annotationBytes = 256 * 1024;

/** What is wrong with an object's metadata, its name's form left to the kind; `old` is given on update. */
export function metadataCauses(kind: Kind, object: KubeObject, old?: KubeObject): StatusCause[] {
	const {metadata} = object;
	return [
		...(metadata.name ? [] : [requiredField('metadata.name', 'name or generateName is required')]),
		...(kind.namespaced && !metadata.namespace ? [requiredField('metadata.namespace')] : []),
		...labelCauses('metadata.labels', metadata.labels),
		...annotationCauses('metadata.annotations', metadata.annotations),
		...ownerCauses(object),
		...(old ? changeCauses(object, old) : []),
	];
}

/** What is wrong with a map of labels at `at`. */
export function labelCauses(at: string, labels: Record<string, string> | undefined): StatusCause[] {
	return Object.entries(labels ?? {}).flatMap(([key, value]) => {
		const keyProblem = qualifiedNameProblem(key);
		const valueProblem = labelValueProblem(value);
		return [
			...(keyProblem ? [invalidField(at, key, keyProblem)] : []),
			...(valueProblem ? [invalidField(at, value, valueProblem)] : []),
		];
	});
}

/** What is wrong with a map of annotations at `at`: their keys, and their size in all. */
export function annotationCauses(at: string, annotations: Record<string, string> | undefined): StatusCause[] {
	let size = 0;
	const causes: StatusCause[] = [];
	for (const [key, value] of Object.entries(annotations ?? {})) {
		size += Buffer.byteLength(key) + Buffer.byteLength(value);
		const problem = qualifiedNameProblem(key.toLowerCase());
		if (problem) {
			causes.push(invalidField(at, key, problem));
		}
	}

	if (size > annotationBytes) {
		causes.push({
			reason: 'FieldValueTooLong',
			message: `Too long: may not be more than ${annotationBytes} bytes`,
			field: at,
		});
	}

	return causes;
}

function ownerCauses({metadata}: KubeObject): StatusCause[] {
	const owners = metadata.ownerReferences ?? [];
	const required = ['apiVersion', 'kind', 'name', 'uid'] as const;
	const causes = owners.flatMap((owner, index) =>
		required
			.filter((field) => !owner[field])
			.map((field) =>
				invalidField(
					path('metadata.ownerReferences', index, field),
					owner[field] ?? '',
					`${field} must not be empty`,
				),
			),
	);
	const controllers = owners.filter((owner) => owner.controller);
	if (controllers.length > 1) {
		const [first, second] = controllers as [(typeof owners)[0], (typeof owners)[0]];
		causes.push(
			invalidField(
				'metadata.ownerReferences',
				owners,
				`Only one reference can have Controller set to true. Found "true" in references for ${first.kind}/${first.name} and ${second.kind}/${second.name}`,
			),
		);
	}

	return causes;
}

/** Kubernetes: ValidateObjectMetaUpdate. */
function changeCauses({metadata}: KubeObject, {metadata: old}: KubeObject): StatusCause[] {
	const before = old.finalizers ?? [];
	const added = (metadata.finalizers ?? []).filter((each) => !before.includes(each));
	const list = `[]string{${added.map((each) => JSON.stringify(each)).join(', ')}}`;
	return [
		...(old.deletionTimestamp && added.length > 0
			? [
					forbiddenField(
						'metadata.finalizers',
						`no new finalizers can be added if the object is being deleted, found new finalizers ${list}`,
					),
				]
			: []),
		...(['name', 'namespace', 'uid', 'creationTimestamp', 'generateName'] as const)
			.filter((field) => (metadata[field] ?? '') !== (old[field] ?? ''))
			.map((field) => immutableField(`metadata.${field}`, metadata[field])),
	];
}
