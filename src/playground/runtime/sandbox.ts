import {type ChildProcess, spawn} from 'node:child_process';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {AddressPool} from './address-pool.ts';
import {startContainer} from './container.ts';
import {scriptEnvironment} from './container-script.ts';
import {connectPod} from '../net/node-network.ts';
import {signalProcess} from './processes.ts';
import type {RunningContainer, Sandbox, SandboxSpec} from './types.ts';

/** A sandbox with what the runtime keeps of it. */
export interface OwnedSandbox extends Sandbox {
	/** Its running containers, each with its image's stop signal. */
	readonly containers: ReadonlyMap<RunningContainer, NodeJS.Signals>;
}

/**
 * Makes a Pod's namespaces (network, IPC, UTS), held by a sleeping pause process, and its network: an
 * address out of the node's range, routed to and from the other Pods.
 */
export async function createSandbox(
	spec: SandboxSpec,
	options: {addresses: AddressPool; directory: string; gateway: string; index: number},
): Promise<OwnedSandbox> {
	const directory = join(options.directory, spec.podUid);
	const ip = options.addresses.take(spec.nodeName);
	const pause = spawn(
		'unshare',
		[
			'--net',
			'--ipc',
			'--uts',
			'--',
			'sh',
			'-c',
			'hostname "$1" && echo ok && exec sleep infinity',
			'pause',
			spec.hostname.slice(0, 63),
		],
		{
			stdio: ['ignore', 'pipe', 'ignore'],
			env: scriptEnvironment,
			detached: true,
		},
	);
	const exited = new Promise<void>((resolve) => {
		pause.once('exit', () => resolve());
		pause.once('error', () => resolve());
	});
	const containers = new Map<RunningContainer, NodeJS.Signals>();
	const stop = async () => {
		for (const container of containers.keys()) {
			container.kill('SIGKILL');
		}

		await Promise.all([...containers.keys()].map(({exited: gone}) => gone));
		signalProcess(pause.pid ?? 0, 'SIGKILL');
		await exited;
		options.addresses.give(ip);
		await rm(directory, {recursive: true, force: true});
	};

	try {
		await said(pause, 'ok');
		await connectPod(pause.pid ?? 0, ip, options.gateway, `veth${options.index}`);
	} catch (error) {
		await stop();
		throw new Error(`failed to create pod sandbox: ${(error as Error).message}`, {cause: error});
	}

	let stopping: Promise<void> | undefined;
	return {
		podUid: spec.podUid,
		ip,
		exited,
		containers,
		async startContainer(containerSpec) {
			const container = await startContainer(containerSpec, {
				sandbox: spec,
				ip,
				pausePid: pause.pid ?? 0,
				directory,
			});
			containers.set(container, containerSpec.image.stopSignal);
			void container.exited.then(() => containers.delete(container));
			if (stopping) {
				container.kill('SIGKILL');
			}

			return container;
		},
		stop: () => (stopping ??= stop()),
	};
}

function said(child: ChildProcess, word: string): Promise<void> {
	return new Promise((resolve, reject) => {
		child.stdout?.once('data', (data: Buffer) => {
			child.stdout?.destroy();
			if (data.toString().trim() === word) {
				resolve();
			} else {
				reject(new Error(`the pause process said ${data.toString()}`));
			}
		});
		child.once('error', reject);
		child.once('exit', (code) => reject(new Error(`the pause process ended with exit status ${code}`)));
	});
}
