import type {Namespace, Node} from '../objects.ts';
import {ageColumn, nameColumn, text, wide, type Column} from './column.ts';
import {orNone} from './format.ts';

export const namespaceColumns: Array<Column<Namespace>> = [
	nameColumn,
	text('Status', 'Active, or Terminating.', ({status}) => status.phase),
	ageColumn,
];

export const nodeColumns: Array<Column<Node>> = [
	nameColumn,
	text('Status', 'Whether Pods can run on it.', nodeStatus),
	text('Roles', 'Roles, from its labels.', roles),
	ageColumn,
	text('Version', 'Version of its kubelet.', (node) => info(node, 'kubeletVersion') ?? ''),
	wide('Internal-IP', 'Address in the cluster.', (node) => address(node, 'InternalIP')),
	wide('External-IP', 'Address outside the cluster.', (node) => address(node, 'ExternalIP')),
	wide('OS-Image', 'Operating system.', (node) => info(node, 'osImage') ?? '<unknown>'),
	wide('Kernel-Version', 'Kernel and architecture.', kernel),
	wide(
		'Container-Runtime',
		'What runs the containers.',
		(node) => info(node, 'containerRuntimeVersion') ?? '<unknown>',
	),
];

function nodeStatus(node: Node): string {
	const ready = node.status.conditions?.find((each) => each.type === 'Ready');
	const parts = [ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady'];
	if (node.spec.unschedulable === true) {
		parts.push('SchedulingDisabled');
	}

	return parts.join(',');
}

const rolePrefix = 'node-role.kubernetes.io/';

function roles(node: Node): string {
	const found = Object.entries(node.metadata.labels ?? {}).flatMap(([key, value]) => {
		if (key.startsWith(rolePrefix) && key.length > rolePrefix.length) {
			return [key.slice(rolePrefix.length)];
		}

		return key === 'kubernetes.io/role' && value !== '' ? [value] : [];
	});
	return orNone([...new Set(found)].toSorted().join(','));
}

function kernel(node: Node): string {
	const version = info(node, 'kernelVersion');
	const architecture = info(node, 'architecture');
	return version === undefined || architecture === undefined
		? (version ?? '<unknown>')
		: `${version} (${architecture})`;
}

function info(node: Node, field: string): string | undefined {
	const value = node.status.nodeInfo?.[field];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function address(node: Node, type: string): string {
	return orNone(node.status.addresses?.find((each) => each.type === type)?.address);
}
