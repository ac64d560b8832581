import {expect, test} from 'vitest';
import type {ResourceName} from '../../../src/playground/kinds/objects.ts';
import type {Draft, Registry} from '../../../src/playground/registry/types.ts';
import {statusOf, testRegistry} from '../../helpers/registry.ts';

const container = {name: 'main', image: 'busybox:1.36'};

function refusal(resource: ResourceName, draft: Draft): string | undefined {
	const {registry} = testRegistry();
	return statusOf(() => registry.create(resource, 'default', draft)).message;
}

function pod(spec: object): Draft {
	return {metadata: {name: 'web'}, spec: {containers: [container], ...spec}};
}

function statefulSet(spec: object, name = 'web'): Draft {
	const template = {metadata: {labels: {app: 'web'}}, spec: {containers: [container]}};
	return {
		metadata: {name},
		spec: {serviceName: 'web', selector: {matchLabels: {app: 'web'}}, template, ...spec},
	};
}

test.each<[string, ResourceName, Draft, string]>([
	[
		'a name that is no label',
		'statefulsets.apps',
		statefulSet({}, 'Web_Bad'),
		`StatefulSet.apps "Web_Bad" is invalid: metadata.name: Invalid value: "Web_Bad": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
	],
	[
		'no name',
		'pods',
		{spec: {containers: [container]}},
		'Pod "" is invalid: metadata.name: Required value: name or generateName is required',
	],
	['no containers', 'pods', pod({containers: []}), 'Pod "web" is invalid: spec.containers: Required value'],
	[
		'no image',
		'pods',
		pod({containers: [{name: 'main'}]}),
		'Pod "web" is invalid: spec.containers[0].image: Required value',
	],
	[
		'two containers of one name',
		'pods',
		pod({initContainers: [container]}),
		'Pod "web" is invalid: spec.initContainers[0].name: Duplicate value: "main"',
	],
	[
		'a mount of a volume that is not there',
		'pods',
		pod({containers: [{...container, volumeMounts: [{name: 'data', mountPath: '/data'}]}]}),
		'Pod "web" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "data"',
	],
	[
		'two volumes of one name',
		'pods',
		pod({
			volumes: [
				{name: 'v', emptyDir: {}},
				{name: 'v', emptyDir: {}},
			],
		}),
		'Pod "web" is invalid: spec.volumes[1].name: Duplicate value: "v"',
	],
	[
		'a volume of two kinds',
		'pods',
		pod({volumes: [{name: 'v', emptyDir: {}, configMap: {name: 'c'}}]}),
		'Pod "web" is invalid: spec.volumes[0].emptyDir: Forbidden: may not specify more than 1 volume type',
	],
	[
		'a probe that asks nothing',
		'pods',
		pod({containers: [{...container, readinessProbe: {periodSeconds: 1}}]}),
		'Pod "web" is invalid: spec.containers[0].readinessProbe: Required value: must specify a handler type',
	],
	[
		'two ports of one name',
		'pods',
		pod({
			containers: [
				{
					...container,
					ports: [
						{name: 'p', containerPort: 1},
						{name: 'p', containerPort: 70000},
					],
				},
			],
		}),
		'Pod "web" is invalid: [spec.containers[0].ports[1].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive, spec.containers[0].ports[1].name: Duplicate value: "p"]',
	],
	[
		'a request above its limit',
		'pods',
		pod({containers: [{...container, resources: {requests: {memory: '2Gi'}, limits: {memory: '1Gi'}}}]}),
		'Pod "web" is invalid: spec.containers[0].resources.requests: Invalid value: "2Gi": must be less than or equal to memory limit of 1Gi',
	],
	[
		'an unknown restart policy',
		'pods',
		pod({restartPolicy: 'Sometimes'}),
		'Pod "web" is invalid: spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"',
	],
	[
		'a selector that does not match the template',
		'statefulsets.apps',
		statefulSet({selector: {matchLabels: {app: 'db'}}}),
		'StatefulSet.apps "web" is invalid: spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
	],
	[
		'a claim that asks for nothing',
		'persistentvolumeclaims',
		{metadata: {name: 'data'}, spec: {}},
		'PersistentVolumeClaim "data" is invalid: [spec.accessModes: Required value: at least 1 access mode is required, spec.resources[storage]: Required value]',
	],
	[
		'an unknown access mode',
		'persistentvolumeclaims',
		{metadata: {name: 'data'}, spec: {accessModes: ['ReadWrite'], resources: {requests: {storage: '1Gi'}}}},
		'PersistentVolumeClaim "data" is invalid: spec.accessModes: Unsupported value: "ReadWrite": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
	],
	[
		'a Service without ports',
		'services',
		{metadata: {name: 'web'}, spec: {}},
		'Service "web" is invalid: spec.ports: Required value',
	],
	[
		'two ports without names',
		'services',
		{metadata: {name: 'web'}, spec: {ports: [{port: 80, name: 'a'}, {port: 81}]}},
		'Service "web" is invalid: spec.ports[1].name: Required value',
	],
	[
		'an address of another network',
		'services',
		{metadata: {name: 'web'}, spec: {clusterIP: '10.0.0.1', ports: [{port: 80}]}},
		'Service "web" is invalid: spec.clusterIPs: Invalid value: ["10.0.0.1"]: failed to allocate IP: the provided IP (10.0.0.1) is not in the valid range. The range of valid IPs is 10.96.0.0/16',
	],
	[
		'a key that cannot be a file',
		'configmaps',
		{metadata: {name: 'c'}, data: {'a/b': '1'}},
		`ConfigMap "c" is invalid: data[a/b]: Invalid value: "a/b": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
	],
	[
		'a label with a blank',
		'configmaps',
		{metadata: {name: 'c', labels: {app: 'my web'}}},
		`ConfigMap "c" is invalid: metadata.labels: Invalid value: "my web": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
	],
])('%s is refused in the words of a server', (_what, resource, draft, message) => {
	expect(refusal(resource, draft)).toBe(message);
});

test('a Pod of a StatefulSet is looked at when it is made, not when the set is', () => {
	const {registry} = testRegistry();
	const template = {metadata: {labels: {app: 'web'}}, spec: {containers: [{name: 'main'}]}};
	expect(() => registry.create('statefulsets.apps', 'default', statefulSet({template}))).not.toThrow();
});

function changed(
	prepare: (registry: Registry) => void,
	change: (registry: Registry) => void,
): string | undefined {
	const {registry} = testRegistry();
	prepare(registry);
	return statusOf(() => change(registry)).message;
}

test('what cannot be changed is said in the words of a server', () => {
	expect(
		changed(
			(registry) => registry.create('statefulsets.apps', 'default', statefulSet({})),
			(registry) =>
				registry.modify('statefulsets.apps', 'default', 'web', ({spec}) => void (spec.serviceName = 'x')),
		),
	).toBe(
		`StatefulSet.apps "web" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden`,
	);
	expect(
		changed(
			(registry) => registry.create('pods', 'default', pod({})),
			(registry) =>
				registry.modify('pods', 'default', 'web', ({spec}) => void (spec.containers[0]!.command = ['x'])),
		),
	).toBe(
		'Pod "web" is invalid: spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
	);
	expect(
		changed(
			(registry) =>
				registry.create('services', 'default', {
					metadata: {name: 'web'},
					spec: {clusterIP: 'None', ports: [{port: 80}]},
				}),
			(registry) =>
				registry.modify('services', 'default', 'web', ({spec}) => void (spec.clusterIP = '10.96.1.1')),
		),
	).toBe(
		'Service "web" is invalid: spec.clusterIPs[0]: Invalid value: ["10.96.1.1"]: may not change once set',
	);
	expect(
		changed(
			(registry) =>
				registry.create('persistentvolumeclaims', 'default', {
					metadata: {name: 'data'},
					spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}},
				}),
			(registry) =>
				registry.modify(
					'persistentvolumeclaims',
					'default',
					'data',
					({spec}) => void (spec.resources.requests = {storage: '2Gi'}),
				),
		),
	).toBe(
		'persistentvolumeclaims "data" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
	);
});

test('a Pod may be given a node, a new image and more tolerations', () => {
	const {registry} = testRegistry();
	registry.create('pods', 'default', pod({}));
	const stored = registry.modify('pods', 'default', 'web', ({spec}) => {
		spec.nodeName = 'worker';
		spec.containers[0]!.image = 'busybox:1.37';
		spec.tolerations!.push({key: 'x', operator: 'Exists'});
	});
	expect(stored.spec.nodeName).toBe('worker');
	expect(
		statusOf(() => registry.modify('pods', 'default', 'web', ({spec}) => void (spec.nodeName = 'other')))
			.code,
	).toBe(422);
});
