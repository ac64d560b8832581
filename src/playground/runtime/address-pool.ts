/** Gives out Pod addresses: 10.244.N.0/24 per node, as kind's nodes have their podCIDR. */
export interface AddressPool {
	/** A free address of `nodeName`'s range. Throws when all 253 are taken. */
	take(nodeName: string): string;
	give(address: string): void;
}

/** `nodeNames` in order: the first has 10.244.0.0/24. Addresses are reused as late as possible. */
export function createAddressPool(nodeNames: readonly string[]): AddressPool {
	const taken = new Set<string>();
	const last = new Map<string, number>();
	return {
		take(nodeName) {
			const range = nodeNames.indexOf(nodeName);
			if (range === -1) {
				throw new Error(`no address range for node ${nodeName}`);
			}

			// .1 is the gateway, .255 the broadcast address.
			const first = last.get(nodeName) ?? 1;
			for (let step = 1; step <= 253; step++) {
				const host = 2 + ((first - 2 + step + 253) % 253);
				const address = `10.244.${range}.${host}`;
				if (!taken.has(address)) {
					taken.add(address);
					last.set(nodeName, host);
					return address;
				}
			}

			throw new Error(`no free Pod address left on node ${nodeName}`);
		},
		give(address) {
			taken.delete(address);
		},
	};
}
