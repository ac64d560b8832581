import {setTimeout as delay} from 'node:timers/promises';
import {createAddressPool} from './address-pool.ts';
import {createSandbox, type OwnedSandbox} from './sandbox.ts';
import type {ImageCatalog, Runtime} from './types.ts';

export interface RuntimeOptions {
	/** Scratch space: roots and generated files of what runs now. */
	directory: string;
	images: ImageCatalog;
	/** In the order of their address ranges. */
	nodeNames: readonly string[];
	/** The Pods' gateway. */
	gateway: string;
}

/**
 * Runs Pods as processes in Linux namespaces. Must run as root of a user namespace, in network, mount and
 * PID namespaces of its own (see launch/), where `setUpNetwork` has been.
 */
export function createRuntime(options: RuntimeOptions): Runtime {
	const addresses = createAddressPool(options.nodeNames);
	const sandboxes = new Set<OwnedSandbox>();
	let index = 0;
	return {
		images: options.images,
		async createSandbox(spec) {
			index += 1;
			const sandbox = await createSandbox(spec, {...options, addresses, index});
			sandboxes.add(sandbox);
			void sandbox.exited.then(() => sandboxes.delete(sandbox));
			return sandbox;
		},
		async close(graceMs) {
			const running = [...sandboxes].flatMap(({containers}) => [...containers]);
			for (const [container, signal] of running) {
				container.kill(signal);
			}

			const ended = Promise.all(running.map(([{exited}]) => exited));
			await Promise.race([ended, delay(graceMs, undefined, {ref: false})]);
			await Promise.all([...sandboxes].map((sandbox) => sandbox.stop()));
		},
	};
}
