import {expect, test} from 'vitest';
import {testRegistry} from '../../helpers/registry.ts';

test('a StatefulSet and its templates are filled as a server fills them', () => {
	const {registry} = testRegistry();
	const {spec, status, metadata} = registry.create('statefulsets.apps', 'default', {
		metadata: {name: 'web'},
		spec: {
			serviceName: 'web',
			selector: {matchLabels: {app: 'web'}},
			template: {
				metadata: {labels: {app: 'web'}},
				spec: {
					containers: [
						{
							name: 'main',
							image: 'registry:5000/postgres',
							ports: [{containerPort: 5432}],
							env: [{name: 'IP', valueFrom: {fieldRef: {fieldPath: 'status.podIP'}}}],
							readinessProbe: {httpGet: {port: 80}},
							resources: {limits: {memory: '1024Mi'}},
						},
					],
					volumes: [{name: 'conf', configMap: {name: 'c'}}, {name: 'tmp'}],
				},
			},
			volumeClaimTemplates: [
				{
					metadata: {name: 'data'},
					spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}},
				},
			],
		},
	});
	expect(metadata.generation).toBe(1);
	expect(status).toEqual({replicas: 0, availableReplicas: 0});
	expect(spec).toEqual({
		replicas: 1,
		serviceName: 'web',
		selector: {matchLabels: {app: 'web'}},
		podManagementPolicy: 'OrderedReady',
		updateStrategy: {type: 'RollingUpdate', rollingUpdate: {partition: 0}},
		revisionHistoryLimit: 10,
		persistentVolumeClaimRetentionPolicy: {whenDeleted: 'Retain', whenScaled: 'Retain'},
		template: {
			metadata: {labels: {app: 'web'}},
			spec: {
				containers: [
					{
						name: 'main',
						image: 'registry:5000/postgres',
						imagePullPolicy: 'Always',
						ports: [{containerPort: 5432, protocol: 'TCP'}],
						env: [{name: 'IP', valueFrom: {fieldRef: {apiVersion: 'v1', fieldPath: 'status.podIP'}}}],
						readinessProbe: {
							httpGet: {path: '/', port: 80, scheme: 'HTTP'},
							timeoutSeconds: 1,
							periodSeconds: 10,
							successThreshold: 1,
							failureThreshold: 3,
						},
						resources: {limits: {memory: '1Gi'}, requests: {memory: '1Gi'}},
						terminationMessagePath: '/dev/termination-log',
						terminationMessagePolicy: 'File',
					},
				],
				volumes: [
					{name: 'conf', configMap: {name: 'c', defaultMode: 420}},
					{name: 'tmp', emptyDir: {}},
				],
				restartPolicy: 'Always',
				terminationGracePeriodSeconds: 30,
				dnsPolicy: 'ClusterFirst',
				securityContext: {},
				schedulerName: 'default-scheduler',
			},
		},
		volumeClaimTemplates: [
			{
				apiVersion: 'v1',
				kind: 'PersistentVolumeClaim',
				metadata: {name: 'data'},
				spec: {
					accessModes: ['ReadWriteOnce'],
					resources: {requests: {storage: '1Gi'}},
					volumeMode: 'Filesystem',
				},
				status: {phase: 'Pending'},
			},
		],
	});
});

test('a Pod gets what admission adds, too', () => {
	const {registry} = testRegistry();
	const {spec, status} = registry.create('pods', 'default', {
		metadata: {name: 'web'},
		spec: {
			containers: [{name: 'main', image: 'busybox:1.36', resources: {limits: {cpu: '1', memory: '64Mi'}}}],
			tolerations: [{key: 'node.kubernetes.io/not-ready', operator: 'Exists'}],
		},
	});
	expect(spec).toMatchObject({
		serviceAccountName: 'default',
		serviceAccount: 'default',
		enableServiceLinks: true,
		priority: 0,
		preemptionPolicy: 'PreemptLowerPriority',
		tolerations: [
			{key: 'node.kubernetes.io/not-ready', operator: 'Exists'},
			{
				key: 'node.kubernetes.io/unreachable',
				operator: 'Exists',
				effect: 'NoExecute',
				tolerationSeconds: 300,
			},
		],
		containers: [{imagePullPolicy: 'IfNotPresent'}],
	});
	expect(status).toEqual({phase: 'Pending', qosClass: 'Guaranteed'});
});

test('a generated name has five of the letters that make no words', () => {
	const {registry} = testRegistry();
	const {metadata} = registry.create('configmaps', 'default', {metadata: {generateName: 'web-'}});
	expect(metadata.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
	expect(metadata.generateName).toBe('web-');
});

test('a Service gets an address of its own and keeps it, a headless one none', () => {
	const {registry} = testRegistry();
	const ports = [{port: 5432}];
	const web = registry.create('services', 'default', {metadata: {name: 'web'}, spec: {ports}});
	expect(web.spec).toMatchObject({
		type: 'ClusterIP',
		clusterIP: expect.stringMatching(/^10\.96\.\d+\.\d+$/),
		clusterIPs: [web.spec.clusterIP],
		ipFamilies: ['IPv4'],
		ipFamilyPolicy: 'SingleStack',
		internalTrafficPolicy: 'Cluster',
		sessionAffinity: 'None',
		ports: [{port: 5432, protocol: 'TCP', targetPort: 5432}],
	});
	const other = registry.create('services', 'default', {metadata: {name: 'other'}, spec: {ports}});
	expect(other.spec.clusterIP).not.toBe(web.spec.clusterIP);
	const headless = registry.create('services', 'default', {
		metadata: {name: 'headless'},
		spec: {ports, clusterIP: 'None'},
	});
	expect(headless.spec.clusterIPs).toEqual(['None']);

	const replaced = registry.update('services', {
		metadata: {name: 'web', namespace: 'default'},
		spec: {ports: [{port: 5433}]},
	} as never);
	expect(replaced.spec.clusterIP).toBe(web.spec.clusterIP);
});

test('a claim without a class gets the default one', () => {
	const {registry} = testRegistry();
	registry.create('storageclasses.storage.k8s.io', undefined, {
		metadata: {name: 'standard', annotations: {'storageclass.kubernetes.io/is-default-class': 'true'}},
		provisioner: 'rancher.io/local-path',
		volumeBindingMode: 'WaitForFirstConsumer',
	});
	const claim = {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Mi'}}};
	expect(
		registry.create('persistentvolumeclaims', 'default', {metadata: {name: 'a'}, spec: claim}).spec,
	).toMatchObject({storageClassName: 'standard', volumeMode: 'Filesystem'});
	expect(
		registry.create('persistentvolumeclaims', 'default', {
			metadata: {name: 'b'},
			spec: {...claim, storageClassName: ''},
		}).spec.storageClassName,
	).toBe('');
});

test('a namespace is Active, held by its finalizer and labelled with its name', () => {
	const {registry} = testRegistry();
	expect(registry.get('namespaces', undefined, 'default')).toMatchObject({
		metadata: {labels: {'kubernetes.io/metadata.name': 'default'}},
		spec: {finalizers: ['kubernetes']},
		status: {phase: 'Active'},
	});
});
