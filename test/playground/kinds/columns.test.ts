import {expect, test} from 'vitest';
import {columnsOf} from '../../../src/playground/kinds/columns/index.ts';
import {age, humanDuration} from '../../../src/playground/kinds/columns/duration.ts';
import {summarizePod} from '../../../src/playground/kinds/columns/pod-summary.ts';
import type {
	ContainerStatus,
	KubeObject,
	Pod,
	PodStatus,
	ResourceName,
} from '../../../src/playground/kinds/objects.ts';

const now = Date.parse('2026-01-01T00:10:00Z');

/** The row of `kubectl get`; with `-o wide` when `wide`. */
function row(resource: ResourceName, object: unknown, wide = false) {
	return Object.fromEntries(
		columnsOf(resource)
			.filter((column) => wide || !column.wide)
			.map((column) => [column.name, column.cell(object as KubeObject, now)]),
	);
}

const metadata = {
	name: 'x',
	namespace: 'n',
	creationTimestamp: '2026-01-01T00:09:00Z',
	uid: 'u',
	resourceVersion: '1',
};

function container(state: ContainerStatus['state'], more: Partial<ContainerStatus> = {}): ContainerStatus {
	return {name: 'main', state, lastState: {}, ready: false, restartCount: 0, image: '', imageID: '', ...more};
}

function pod(status: Partial<PodStatus>, more: {init?: number; deleted?: boolean} = {}): Pod {
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {...metadata, ...(more.deleted && {deletionTimestamp: '2026-01-01T00:10:30Z'})},
		spec: {
			containers: [{name: 'main'}],
			initContainers: Array.from({length: more.init ?? 0}, (_, index) => ({name: `init${index}`})),
		},
		status: {phase: 'Pending', ...status},
	} as unknown as Pod;
}

const running = {running: {startedAt: '2026-01-01T00:09:30Z'}};

test.each([
	[0, '0s'],
	[119, '119s'],
	[120, '2m'],
	[130, '2m10s'],
	[600, '10m'],
	[3 * 3600 - 1, '179m'],
	[3 * 3600, '3h'],
	[3 * 3600 + 300, '3h5m'],
	[30 * 3600, '30h'],
	[50 * 3600, '2d2h'],
	[10 * 86_400, '10d'],
	[3 * 365 * 86_400, '3y'],
	[-1, '0s'],
	[-5, '<invalid>'],
])('%i seconds are %s', (seconds, text) => {
	expect(humanDuration(seconds * 1000)).toBe(text);
});

test('an age without a time is unknown', () => {
	expect(age(null, now)).toBe('<unknown>');
});

test.each<[string, Pod, string, string, string]>([
	['that waits for a node', pod({}), '0/1', 'Pending', '0'],
	[
		'whose container is ready',
		pod({phase: 'Running', containerStatuses: [container(running, {ready: true})]}),
		'1/1',
		'Running',
		'0',
	],
	[
		'whose container runs but is not ready',
		pod({phase: 'Running', containerStatuses: [container(running)]}),
		'0/1',
		'Running',
		'0',
	],
	[
		'that crashes again and again',
		pod({
			phase: 'Running',
			containerStatuses: [
				container(
					{waiting: {reason: 'CrashLoopBackOff'}},
					{restartCount: 3, lastState: {terminated: {exitCode: 1, finishedAt: '2026-01-01T00:09:35Z'}}},
				),
			],
		}),
		'0/1',
		'CrashLoopBackOff',
		'3 (25s ago)',
	],
	[
		'that is done',
		pod({
			phase: 'Succeeded',
			containerStatuses: [container({terminated: {exitCode: 0, reason: 'Completed'}})],
		}),
		'0/1',
		'Completed',
		'0',
	],
	[
		'that was killed by a signal without a reason',
		pod({phase: 'Failed', containerStatuses: [container({terminated: {exitCode: 137, signal: 9}})]}),
		'0/1',
		'Signal:9',
		'0',
	],
	[
		'whose second init container runs',
		pod(
			{
				initContainerStatuses: [
					container({terminated: {exitCode: 0}}, {name: 'init0'}),
					container(running, {name: 'init1'}),
				],
				containerStatuses: [container({waiting: {reason: 'PodInitializing'}})],
			},
			{init: 2},
		),
		'0/1',
		'Init:1/2',
		'0',
	],
	[
		'whose init container fails',
		pod(
			{
				initContainerStatuses: [
					container(
						{terminated: {exitCode: 1, reason: 'Error'}},
						{
							name: 'init0',
							restartCount: 2,
							lastState: {terminated: {exitCode: 1, finishedAt: '2026-01-01T00:09:43Z'}},
						},
					),
				],
				containerStatuses: [container({waiting: {reason: 'PodInitializing'}})],
			},
			{init: 1},
		),
		'0/1',
		'Init:Error',
		'2 (17s ago)',
	],
	[
		'that is being deleted',
		pod({phase: 'Running', containerStatuses: [container(running, {ready: true})]}, {deleted: true}),
		'1/1',
		'Terminating',
		'0',
	],
])('a Pod %s', (_what, object, ready, status, restarts) => {
	expect(summarizePod(object, now)).toEqual({ready, status, restarts});
});

test('-o wide of a Pod adds where it is', () => {
	const object = pod({podIP: '10.244.1.2'});
	expect(row('pods', object)).toEqual({
		Name: 'x',
		Ready: '0/1',
		Status: 'Pending',
		Restarts: '0',
		Age: '60s',
	});
	expect(row('pods', object, true)).toMatchObject({
		IP: '10.244.1.2',
		Node: '<none>',
		'Nominated Node': '<none>',
		'Readiness Gates': '<none>',
	});
});

test('a Node', () => {
	const node = {
		metadata: {...metadata, labels: {'node-role.kubernetes.io/control-plane': ''}},
		spec: {unschedulable: true},
		status: {
			addresses: [{type: 'InternalIP', address: '172.18.0.2'}],
			conditions: [{type: 'Ready', status: 'True'}],
			nodeInfo: {
				kubeletVersion: 'v1.36.2',
				osImage: 'Debian',
				kernelVersion: '6.1',
				architecture: 'amd64',
				containerRuntimeVersion: 'playground://1',
			},
		},
	};
	expect(row('nodes', node, true)).toEqual({
		Name: 'x',
		Status: 'Ready,SchedulingDisabled',
		Roles: 'control-plane',
		Age: '60s',
		Version: 'v1.36.2',
		'Internal-IP': '172.18.0.2',
		'External-IP': '<none>',
		'OS-Image': 'Debian',
		'Kernel-Version': '6.1 (amd64)',
		'Container-Runtime': 'playground://1',
	});
});

test('claims and volumes, bound and not', () => {
	const pending = {
		metadata,
		spec: {accessModes: ['ReadWriteOnce'], storageClassName: 'standard', volumeMode: 'Filesystem'},
		status: {phase: 'Pending'},
	};
	const empty = {Volume: '', Capacity: '', 'Access Modes': '', StorageClass: 'standard'};
	expect(row('persistentvolumeclaims', pending)).toMatchObject({Status: 'Pending', ...empty});
	const bound = {
		...pending,
		spec: {...pending.spec, volumeName: 'pvc-1'},
		status: {phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: {storage: '1Gi'}},
	};
	expect(row('persistentvolumeclaims', bound)).toMatchObject({
		Status: 'Bound',
		Volume: 'pvc-1',
		Capacity: '1Gi',
		'Access Modes': 'RWO',
		VolumeAttributesClass: '<unset>',
	});
	const volume = {
		metadata: {...metadata, deletionTimestamp: '2026-01-01T00:10:00Z'},
		spec: {
			accessModes: ['ReadWriteOnce'],
			capacity: {storage: '1Gi'},
			claimRef: {namespace: 'n', name: 'data-0'},
			persistentVolumeReclaimPolicy: 'Delete',
		},
		status: {phase: 'Released'},
	};
	expect(row('persistentvolumes', volume)).toMatchObject({
		Claim: 'n/data-0',
		'Reclaim Policy': 'Delete',
		Status: 'Terminating',
	});
});

test('Services and their EndpointSlices', () => {
	const service = {
		metadata,
		spec: {
			type: 'NodePort',
			clusterIP: '10.96.0.9',
			ports: [
				{port: 80, nodePort: 30_080, protocol: 'TCP'},
				{port: 53, protocol: 'UDP'},
			],
			selector: {b: '2', a: '1'},
		},
	};
	expect(row('services', service, true)).toMatchObject({
		Type: 'NodePort',
		'Cluster-IP': '10.96.0.9',
		'External-IP': '<none>',
		'Port(s)': '80:30080/TCP,53/UDP',
		Selector: 'a=1,b=2',
	});
	const slice = {
		metadata,
		addressType: 'IPv4',
		ports: [{port: 5432}],
		endpoints: ['1', '2', '3', '4'].map((last) => ({addresses: [`10.0.0.${last}`]})),
	};
	expect(row('endpointslices.discovery.k8s.io', slice)).toMatchObject({
		Ports: '5432',
		Endpoints: '10.0.0.1,10.0.0.2,10.0.0.3 + 1 more...',
	});
	expect(row('endpointslices.discovery.k8s.io', {...slice, ports: [], endpoints: []})).toMatchObject({
		Ports: '<unset>',
		Endpoints: '<unset>',
	});
});

test('workloads, their revisions, the default StorageClass', () => {
	const set = {
		metadata,
		spec: {
			replicas: 3,
			template: {
				spec: {
					containers: [
						{name: 'a', image: 'i1'},
						{name: 'b', image: 'i2'},
					],
				},
			},
		},
		status: {readyReplicas: 2},
	};
	expect(row('statefulsets.apps', set, true)).toMatchObject({
		Ready: '2/3',
		Containers: 'a,b',
		Images: 'i1,i2',
	});
	const owner = {apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', controller: true};
	expect(
		row('controllerrevisions.apps', {metadata: {...metadata, ownerReferences: [owner]}, revision: 4}),
	).toMatchObject({Controller: 'statefulset.apps/web', Revision: 4});
	const storageClass = {
		metadata: {...metadata, annotations: {'storageclass.kubernetes.io/is-default-class': 'true'}},
		provisioner: 'p',
	};
	expect(row('storageclasses.storage.k8s.io', storageClass)).toMatchObject({
		Name: 'x (default)',
		VolumeBindingMode: '<unset>',
		AllowVolumeExpansion: false,
	});
});

test('an Event says when, what and to what', () => {
	const event = {
		metadata,
		involvedObject: {kind: 'Pod', name: 'web-0', fieldPath: 'spec.containers{main}'},
		reason: 'Started',
		message: 'Container started\n',
		type: 'Normal',
		count: 2,
		firstTimestamp: '2026-01-01T00:05:00Z',
		lastTimestamp: '2026-01-01T00:09:50Z',
		eventTime: null,
		source: {component: 'kubelet', host: 'worker'},
		reportingComponent: 'kubelet',
	};
	expect(row('events', event, true)).toEqual({
		'Last Seen': '10s',
		Type: 'Normal',
		Reason: 'Started',
		Object: 'pod/web-0',
		Subobject: 'spec.containers{main}',
		Source: 'kubelet, worker',
		Message: 'Container started',
		'First Seen': '5m',
		Count: 2,
		Name: 'x',
	});
	const later = {
		...event,
		firstTimestamp: null,
		lastTimestamp: null,
		count: undefined,
		eventTime: '2026-01-01T00:09:58.000000Z',
		source: {},
	};
	expect(row('events', later, true)).toMatchObject({'Last Seen': '2s', Source: 'kubelet', Count: 1});
});
