import type {Kind} from '../../kinds/kind.ts';

/** The paths of one kind, by the names that Kubernetes gives their parameters. */
export function pathsOf(kind: Kind): Record<string, unknown> {
	const prefix = kind.group === '' ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
	const parent = kind.namespaced ? `${prefix}/namespaces/{namespace}` : prefix;
	const collection = `${parent}/${kind.plural}`;
	const item = `${collection}/{name}`;
	const scope = kind.namespaced ? [pathParameter('namespace')] : [];
	const paths: Record<string, unknown> = {
		[collection]: {
			get: operation(kind, 'list', listParameters),
			post: operation(kind, 'post', writeParameters),
			delete: operation(kind, 'deletecollection', [...listParameters, ...deleteParameters]),
			parameters: scope,
		},
		[item]: {
			get: operation(kind, 'get', []),
			put: operation(kind, 'put', writeParameters),
			patch: operation(kind, 'patch', [...writeParameters, query('force', 'boolean')]),
			delete: operation(kind, 'delete', deleteParameters),
			parameters: [...scope, pathParameter('name')],
		},
	};
	if (kind.namespaced) {
		paths[`${prefix}/${kind.plural}`] = {get: operation(kind, 'list', listParameters)};
	}

	return paths;
}

function query(name: string, type: 'string' | 'integer' | 'boolean') {
	return {name, in: 'query', schema: {type, uniqueItems: true}};
}

function pathParameter(name: string) {
	return {name, in: 'path', required: true, schema: {type: 'string', uniqueItems: true}};
}

const writeParameters = [
	query('dryRun', 'string'),
	query('fieldManager', 'string'),
	query('fieldValidation', 'string'),
];

const deleteParameters = [
	query('dryRun', 'string'),
	query('gracePeriodSeconds', 'integer'),
	query('propagationPolicy', 'string'),
];

const listParameters = [
	query('allowWatchBookmarks', 'boolean'),
	query('continue', 'string'),
	query('fieldSelector', 'string'),
	query('labelSelector', 'string'),
	query('limit', 'integer'),
	query('resourceVersion', 'string'),
	query('resourceVersionMatch', 'string'),
	query('sendInitialEvents', 'boolean'),
	query('timeoutSeconds', 'integer'),
	query('watch', 'boolean'),
];

function operation({group, version, kind}: Kind, action: string, parameters: unknown[]) {
	return {
		parameters,
		responses: {'200': {description: 'OK'}},
		'x-kubernetes-action': action,
		'x-kubernetes-group-version-kind': {group, version, kind},
	};
}
