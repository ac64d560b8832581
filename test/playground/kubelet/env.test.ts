import {expect, test} from 'vitest';
import {expand} from '../../../src/playground/kubelet/env/expand.ts';
import {testKubelet} from './test-kubelet.ts';

type Kubelet = Awaited<ReturnType<typeof testKubelet>>;

test('$(NAME) is replaced, $$ is a dollar sign, and an unknown name stays', () => {
	expect(expand('$(A)/$(B) $$(A) $$ $ $(', {A: 'x'})).toBe('x/$(B) $(A) $ $ $(');
});

test('a container has the variables of envFrom and env, each seeing those before it', async () => {
	const k = await testKubelet();
	configMap(k, 'pgenv', {POSTGRES_USER: 'postgres', TZ: 'UTC'});
	secret(k, 'pw', {password: 'geheim'});
	k.create(
		{enableServiceLinks: false},
		{
			command: ['echo', '$(POSTGRES_USER)', '$(URL)'],
			envFrom: [{configMapRef: {name: 'pgenv'}}, {prefix: 'PG_', secretRef: {name: 'pw'}}],
			env: [
				{name: 'TZ', value: 'Asia/Tokyo'},
				{name: 'PASSWORD', valueFrom: {secretKeyRef: {name: 'pw', key: 'password'}}},
				{name: 'URL', value: '$(POSTGRES_USER):$(PASSWORD)@$(NODE)'},
				{name: 'NODE', valueFrom: {fieldRef: {fieldPath: 'spec.nodeName'}}},
				{name: 'POD_IP', valueFrom: {fieldRef: {fieldPath: 'status.podIP'}}},
				{name: 'LIMIT', valueFrom: {resourceFieldRef: {resource: 'requests.memory', divisor: '1Mi'}}},
				{name: 'NONE', valueFrom: {configMapKeyRef: {name: 'nope', key: 'x', optional: true}}},
			],
			resources: {requests: {memory: '1Gi'}},
		},
	);
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	const {env, argv} = k.runtime.latest('c').spec;
	expect(env).toEqual({
		HOME: '/root',
		HOSTNAME: 'p',
		LIMIT: '1024',
		NODE: 'postgres-cluster-worker',
		PASSWORD: 'geheim',
		PATH: '/bin',
		PG_password: 'geheim',
		POD_IP: '10.244.1.2',
		POSTGRES_USER: 'postgres',
		TZ: 'Asia/Tokyo',
		URL: 'postgres:geheim@$(NODE)',
	});
	expect(argv).toEqual(['echo', 'postgres', 'postgres:geheim@$(NODE)']);
});

test('Services of the namespace are variables, a headless one is not', async () => {
	const k = await testKubelet();
	const ports = [{name: 'postgres', port: 5432}];
	const service = (name: string, clusterIP: string) =>
		k.registry.create('services', 'states', {
			apiVersion: 'v1',
			kind: 'Service',
			metadata: {name},
			spec: {clusterIP, ports, selector: {app: 'x'}},
		});
	service('web-rw', '10.96.17.28');
	service('web', 'None');
	k.create();
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	expect(k.runtime.latest('c').spec.env).toEqual({
		HOME: '/root',
		HOSTNAME: 'p',
		PATH: '/bin',
		WEB_RW_PORT: 'tcp://10.96.17.28:5432',
		WEB_RW_PORT_5432_TCP: 'tcp://10.96.17.28:5432',
		WEB_RW_PORT_5432_TCP_ADDR: '10.96.17.28',
		WEB_RW_PORT_5432_TCP_PORT: '5432',
		WEB_RW_PORT_5432_TCP_PROTO: 'tcp',
		WEB_RW_SERVICE_HOST: '10.96.17.28',
		WEB_RW_SERVICE_PORT: '5432',
		WEB_RW_SERVICE_PORT_POSTGRES: '5432',
	});
});

test('a missing ConfigMap is CreateContainerConfigError until it is there', async () => {
	const k = await testKubelet();
	k.create({}, {envFrom: [{configMapRef: {name: 'missing'}}]});
	await k.until(() =>
		expect(k.status().state).toEqual({
			waiting: {reason: 'CreateContainerConfigError', message: 'configmap "missing" not found'},
		}),
	);
	expect(k.pod().status.phase).toBe('Pending');
	expect(k.condition('PodReadyToStartContainers')?.status).toBe('True');
	expect(k.events()).toEqual([
		'Normal Pulled spec.containers{c}: Container image "busybox:1.36.1" already present on machine and can be accessed by the pod',
		'Warning Failed spec.containers{c}: Error: configmap "missing" not found',
	]);
	configMap(k, 'missing', {});
	await k.until(() => expect(k.pod().status.phase).toBe('Running'));
	expect(k.status().restartCount).toBe(0);
});

test('a missing key names itself', async () => {
	const k = await testKubelet();
	secret(k, 'pw', {});
	k.create({}, {env: [{name: 'P', valueFrom: {secretKeyRef: {name: 'pw', key: 'password'}}}]});
	await k.until(() =>
		expect(k.status().state.waiting?.message).toBe("couldn't find key password in Secret states/pw"),
	);
});

function configMap({registry}: Kubelet, name: string, data: Record<string, string>): void {
	registry.create('configmaps', 'states', {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name}, data});
}

function secret({registry}: Kubelet, name: string, stringData: Record<string, string>): void {
	registry.create('secrets', 'states', {apiVersion: 'v1', kind: 'Secret', metadata: {name}, stringData});
}
