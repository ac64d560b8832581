import type {Container, Pod} from '../kinds/objects.ts';
import {quantityValue} from '../kinds/quantity.ts';

/** Amounts by resource, in thousandths of the resource's unit: whole numbers, which add up exactly. */
export type Amounts = Map<string, number>;

/**
 * What the Pod asks for: all its containers together, or its largest init container if that is more; init
 * containers that keep running count with the containers (Kubernetes: resource.PodRequests).
 */
export function requestsOf({spec}: Pod): Amounts {
	const sum: Amounts = new Map();
	for (const container of spec.containers) {
		add(sum, amountsOf(container));
	}

	const peak: Amounts = new Map();
	const sidecars: Amounts = new Map();
	for (const container of spec.initContainers ?? []) {
		const amounts = amountsOf(container);
		if (container.restartPolicy === 'Always') {
			add(sidecars, amounts);
			raise(peak, sidecars);
		} else {
			raise(peak, add(new Map(sidecars), amounts));
		}
	}

	return raise(add(sum, sidecars), peak);
}

/** A list of resources as amounts. */
export function amounts(resources: Record<string, string> | undefined): Amounts {
	return new Map(
		Object.entries(resources ?? {}).map(([name, quantity]) => [
			name,
			Math.ceil(quantityValue(quantity) * 1000),
		]),
	);
}

/** Adds `more` to `to`, and returns that. */
export function add(to: Amounts, more: Amounts): Amounts {
	for (const [name, amount] of more) {
		to.set(name, (to.get(name) ?? 0) + amount);
	}

	return to;
}

function raise(to: Amounts, least: Amounts): Amounts {
	for (const [name, amount] of least) {
		to.set(name, Math.max(to.get(name) ?? 0, amount));
	}

	return to;
}

function amountsOf({resources}: Container): Amounts {
	return amounts(resources.requests);
}
