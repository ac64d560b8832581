import type {StatusCause} from '../registry/status-error.ts';
import {forbiddenField, invalidField, path, requiredField} from './causes.ts';
import {nameProblem} from './names.ts';
import type {KeyToPath, Volume} from './objects.ts';

/** What is wrong with a volume at `at`. */
export function volumeCauses(at: string, volume: Volume): StatusCause[] {
	return [...volumeNameCauses(at, volume.name), ...sourceCauses(at, volume)];
}

function volumeNameCauses(at: string, name: string | undefined): StatusCause[] {
	if (!name) {
		return [requiredField(path(at, 'name'))];
	}

	const problem = nameProblem(name, 'label');
	return problem ? [invalidField(path(at, 'name'), name, problem)] : [];
}

function sourceCauses(at: string, volume: Volume): StatusCause[] {
	const given = Object.keys(volume).filter(
		(field) => field !== 'name' && Reflect.get(volume, field) !== undefined,
	);
	const {configMap, secret, persistentVolumeClaim, hostPath} = volume;
	return [
		...given
			.slice(1)
			.map((source) => forbiddenField(path(at, source), 'may not specify more than 1 volume type')),
		...(configMap && !configMap.name ? [requiredField(path(at, 'configMap.name'))] : []),
		...itemCauses(path(at, 'configMap.items'), configMap?.items),
		...(secret && !secret.secretName ? [requiredField(path(at, 'secret.secretName'))] : []),
		...itemCauses(path(at, 'secret.items'), secret?.items),
		...(persistentVolumeClaim && !persistentVolumeClaim.claimName
			? [requiredField(path(at, 'persistentVolumeClaim.claimName'))]
			: []),
		...(hostPath && !hostPath.path ? [requiredField(path(at, 'hostPath.path'))] : []),
	];
}

function itemCauses(at: string, items: KeyToPath[] | undefined): StatusCause[] {
	return (items ?? []).flatMap((item, index) => {
		const place = path(at, index);
		return [
			...(item.key ? [] : [requiredField(path(place, 'key'))]),
			...(item.path ? [] : [requiredField(path(place, 'path'))]),
			...(item.path?.startsWith('/')
				? [invalidField(path(place, 'path'), item.path, 'must be a relative path')]
				: []),
			...(item.path?.split('/').includes('..')
				? [invalidField(path(place, 'path'), item.path, "must not contain '..'")]
				: []),
		];
	});
}
