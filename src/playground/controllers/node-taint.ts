import {timestamp} from '../../lib/clock.ts';
import type {ControllerContext} from './context.ts';
import {startController, watching, type Controller} from './runtime/controller.ts';

const KEY = 'node.kubernetes.io/unschedulable';

/** Taints a node while it is cordoned (Kubernetes: node lifecycle controller, TaintNodesByCondition). */
export function startNodeTaintController({registry, clock, log}: ControllerContext): Controller {
	return startController({
		name: 'node-lifecycle-controller',
		registry,
		clock,
		log,
		watches: [watching('nodes', ({metadata}) => [metadata.name])],
		reconcile(name) {
			const node = registry.find('nodes', undefined, name);
			const cordoned = node?.spec.unschedulable === true;
			const tainted = node?.spec.taints?.some(({key}) => key === KEY) === true;
			if (!node || cordoned === tainted) {
				return;
			}

			registry.modify(
				'nodes',
				undefined,
				name,
				({spec}) => {
					const others = (spec.taints ?? []).filter(({key}) => key !== KEY);
					const taints = cordoned
						? [...others, {key: KEY, effect: 'NoSchedule' as const, timeAdded: timestamp(clock)}]
						: others;
					spec.taints = taints.length === 0 ? undefined : taints;
				},
				{fieldManager: 'kube-controller-manager'},
			);
		},
	});
}
