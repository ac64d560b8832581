import {join} from 'node:path';
import {onTestFinished, vi} from 'vitest';
import {startKubelet} from '../../../src/playground/kubelet/kubelet.ts';
import type {ContainerStatus, Pod} from '../../../src/playground/kinds/objects.ts';
import type {Draft, Registry} from '../../../src/playground/registry/types.ts';
import {FakeClock} from '../../helpers/fake-clock.ts';
import {testRegistry} from '../../helpers/registry.ts';
import {FakeRuntime} from './fake-runtime.ts';

const NODE = 'postgres-cluster-worker';

/** A kubelet on a real registry, with a runtime and a time that the test drives. */
export async function testKubelet() {
	const clock = new FakeClock();
	clock.moveTo(Date.parse('2026-11-22T23:00:00Z'));
	const {registry, directory, reopen} = testRegistry({clock, namespaces: ['states']});
	const harness = new Harness(clock, registry, directory);
	await harness.start();
	onTestFinished(() => harness.kubelet.close());
	return Object.assign(harness, {
		/** As after the playground was killed and started again. */
		async restart(onStart: FakeRuntime['onStart'] = () => {}) {
			await harness.kubelet.close();
			harness.registry = reopen();
			harness.runtime = new FakeRuntime(clock);
			harness.runtime.onStart = onStart;
			await harness.start();
		},
	});
}

export class Harness {
	readonly clock: FakeClock;
	readonly pods: string;
	readonly volumes: string;
	readonly log: string[] = [];
	registry: Registry;
	runtime: FakeRuntime;
	kubelet!: Awaited<ReturnType<typeof startKubelet>>;

	constructor(clock: FakeClock, registry: Registry, directory: string) {
		this.clock = clock;
		this.registry = registry;
		this.runtime = new FakeRuntime(clock);
		this.pods = join(directory, 'pods');
		this.volumes = join(directory, 'volumes');
	}

	async start(): Promise<void> {
		this.kubelet = await startKubelet({
			registry: this.registry,
			runtime: this.runtime,
			clock: this.clock,
			log: (line) => this.log.push(line),
			paths: {pods: this.pods},
			clusterDns: '10.96.0.10',
			clusterDomain: 'cluster.local',
			nodeAddresses: () => '172.18.0.3',
			resolveVolume: ({metadata}) => join(this.volumes, metadata.name),
		});
	}

	/** Creates a Pod `p` on a node, of one busybox container `c` unless the spec says otherwise. */
	create(spec: Record<string, unknown> = {}, container: Record<string, unknown> = {}, name = 'p'): Pod {
		const draft: Draft = {
			apiVersion: 'v1',
			kind: 'Pod',
			metadata: {name, namespace: 'states'},
			spec: {
				nodeName: NODE,
				containers: [{name: 'c', image: 'busybox:1.36.1', command: ['sleep', '1000'], ...container}],
				...spec,
			},
		};
		return this.registry.create('pods', 'states', draft);
	}

	pod(name = 'p'): Pod {
		return this.registry.get('pods', 'states', name);
	}

	status(container = 'c', name = 'p'): ContainerStatus {
		const {initContainerStatuses = [], containerStatuses = []} = this.pod(name).status;
		const found = [...initContainerStatuses, ...containerStatuses].find((each) => each.name === container);
		if (!found) {
			throw new Error(`no status of container ${container}`);
		}

		return found;
	}

	condition(type: string, name = 'p') {
		return this.pod(name).status.conditions?.find((condition) => condition.type === type);
	}

	/** `Normal Pulled spec.containers{c}: message`, one a line, in the order they first came. */
	events(name = 'p'): string[] {
		return this.registry
			.list('events', {namespace: 'states'})
			.filter(({involvedObject}) => involvedObject.name === name)
			.toSorted((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
			.map(({type, reason, message, involvedObject: {fieldPath}}) =>
				[type, reason, fieldPath === undefined ? message : `${fieldPath}: ${message}`].join(' '),
			);
	}

	/** Waits until `check` does not throw. */
	async until(check: () => void): Promise<void> {
		await vi.waitFor(check, {timeout: 5000, interval: 5});
	}

	/** Lets time pass in small steps, so that what falls due can do its work. */
	async advance(ms: number, step = 250): Promise<void> {
		for (const end = this.clock.now() + ms; this.clock.now() < end;) {
			this.clock.moveTo(Math.min(this.clock.now() + step, end));
			await settle();
		}
	}
}

/** Lets everything run that waits for a promise or a file, for a moment of real time. */
export async function settle(): Promise<void> {
	for (let turn = 0; turn < 5; turn++) {
		await new Promise((resolve) => setImmediate(resolve));
	}

	await new Promise((resolve) => setTimeout(resolve, 2));
}
