import type {StatusCause} from '../registry/status-error.ts';
import {
	duplicateField,
	invalidField,
	notFoundField,
	path,
	requiredField,
	unsupportedValue,
} from './causes.ts';
import {nameProblem} from './names.ts';
import type {Container, EnvVar, VolumeMount} from './objects.ts';
import {probeCauses} from './probe-causes.ts';
import {compareQuantities, quantityCauses} from './quantity.ts';
import {portNumberCauses} from './port-causes.ts';

const pullPolicies = ['Always', 'IfNotPresent', 'Never'];

/** What is wrong with a container at `at`, in a Pod that has these volumes. */
export function containerCauses(at: string, container: Container, volumes: string[]): StatusCause[] {
	const problem = container.name ? nameProblem(container.name, 'label') : undefined;
	return [
		...(container.name ? [] : [requiredField(path(at, 'name'))]),
		...(problem ? [invalidField(path(at, 'name'), container.name, problem)] : []),
		...imageCauses(at, container),
		...portCauses(at, container),
		...(container.env ?? []).flatMap((variable, index) => envCauses(path(at, 'env', index), variable)),
		...(container.volumeMounts ?? []).flatMap((mount, index, all) =>
			mountCauses(path(at, 'volumeMounts', index), mount, all.slice(0, index), volumes),
		),
		...(['startupProbe', 'livenessProbe', 'readinessProbe'] as const).flatMap((field) =>
			container[field] ? probeCauses(path(at, field), container[field], field !== 'readinessProbe') : [],
		),
		...resourceCauses(path(at, 'resources'), container.resources),
	];
}

function imageCauses(at: string, {image, imagePullPolicy}: Container): StatusCause[] {
	return [
		...(image ? [] : [requiredField(path(at, 'image'))]),
		...(image && image !== image.trim()
			? [invalidField(path(at, 'image'), image, 'must not have leading or trailing whitespace')]
			: []),
		...(pullPolicies.includes(imagePullPolicy)
			? []
			: [unsupportedValue(path(at, 'imagePullPolicy'), imagePullPolicy, pullPolicies)]),
	];
}

function portCauses(at: string, {ports = []}: Container): StatusCause[] {
	return ports.flatMap((port, index) => {
		const place = path(at, 'ports', index);
		const causes = port.containerPort
			? portNumberCauses(path(place, 'containerPort'), port.containerPort)
			: [requiredField(path(place, 'containerPort'))];
		if (port.name !== undefined && port.name !== '') {
			causes.push(
				...portNameProblems(port.name).map((why) => invalidField(path(place, 'name'), port.name, why)),
			);
			if (ports.slice(0, index).some(({name}) => name === port.name)) {
				causes.push(duplicateField(path(place, 'name'), port.name));
			}
		}

		if (!['TCP', 'UDP', 'SCTP'].includes(port.protocol)) {
			causes.push(unsupportedValue(path(place, 'protocol'), port.protocol, ['SCTP', 'TCP', 'UDP']));
		}

		return causes;
	});
}

/** Kubernetes: IsValidPortName. */
function portNameProblems(name: string): string[] {
	return [
		...(name.length > 15 ? ['must be no more than 15 characters'] : []),
		...(/^[-a-z0-9]+$/.test(name)
			? []
			: ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
		...(/[a-z]/.test(name) ? [] : ['must contain at least one letter (a-z)']),
		...(name.includes('--') ? ['must not contain consecutive hyphens'] : []),
		...(name.startsWith('-') || name.endsWith('-') ? ['must not begin or end with a hyphen'] : []),
	];
}

function envCauses(at: string, {name, value, valueFrom}: EnvVar): StatusCause[] {
	if (!name) {
		return [requiredField(path(at, 'name'))];
	}

	const {configMapKeyRef, secretKeyRef, fieldRef} = valueFrom ?? {};
	return [
		...(name.includes('=')
			? [
					invalidField(
						path(at, 'name'),
						name,
						"a valid environment variable name must consist only of printable ASCII characters other than '='",
					),
				]
			: []),
		...(valueFrom && value
			? [invalidField(path(at, 'valueFrom'), '', 'may not be specified when `value` is not empty')]
			: []),
		...(valueFrom && Object.keys(valueFrom).length === 0
			? [
					invalidField(
						path(at, 'valueFrom'),
						'',
						'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
					),
				]
			: []),
		...(configMapKeyRef && !configMapKeyRef.key
			? [requiredField(path(at, 'valueFrom.configMapKeyRef.key'))]
			: []),
		...(secretKeyRef && !secretKeyRef.key ? [requiredField(path(at, 'valueFrom.secretKeyRef.key'))] : []),
		...(fieldRef && !fieldRef.fieldPath ? [requiredField(path(at, 'valueFrom.fieldRef.fieldPath'))] : []),
	];
}

function mountCauses(
	at: string,
	mount: VolumeMount,
	earlier: VolumeMount[],
	volumes: string[],
): StatusCause[] {
	const {name, mountPath, subPath} = mount;
	return [
		...(name ? [] : [requiredField(path(at, 'name'))]),
		...(name && !volumes.includes(name) ? [notFoundField(path(at, 'name'), name)] : []),
		...(mountPath ? [] : [requiredField(path(at, 'mountPath'))]),
		...(mountPath && earlier.some((each) => each.mountPath === mountPath)
			? [invalidField(path(at, 'mountPath'), mountPath, 'must be unique')]
			: []),
		...(subPath?.startsWith('/')
			? [invalidField(path(at, 'subPath'), subPath, 'must be a relative path')]
			: []),
		...(subPath?.split('/').includes('..')
			? [invalidField(path(at, 'subPath'), subPath, "must not contain '..'")]
			: []),
	];
}

function resourceCauses(at: string, {limits, requests}: Container['resources']): StatusCause[] {
	return [
		...quantityCauses(path(at, 'limits'), limits),
		...quantityCauses(path(at, 'requests'), requests),
		...[...Object.keys(limits ?? {}), ...Object.keys(requests ?? {})]
			.filter((name, index, all) => all.indexOf(name) === index && !isResourceName(name))
			.map((name) =>
				invalidField(
					path(at, limits?.[name] === undefined ? 'requests' : 'limits', [name]),
					name,
					'must be a standard resource for containers',
				),
			),
		...Object.entries(requests ?? {})
			.filter(
				([name, request]) => limits?.[name] !== undefined && compareQuantities(request, limits[name]) > 0,
			)
			.map(([name, request]) =>
				invalidField(
					path(at, 'requests'),
					request,
					`must be less than or equal to ${name} limit of ${limits![name]}`,
				),
			),
	];
}

function isResourceName(name: string): boolean {
	return (
		['cpu', 'memory', 'ephemeral-storage'].includes(name) ||
		name.startsWith('hugepages-') ||
		name.includes('/')
	);
}
