import type {ControllerContext} from './context.ts';
import {startController, watching, type Controller} from './runtime/controller.ts';
import {keyOf, splitKey} from './runtime/keys.ts';
import {unlessGone} from './runtime/status-errors.ts';

/** Removes Pods of a node that exists no more, which no kubelet will ever end (Kubernetes: pod GC, orphaned Pods). */
export function startPodCollector({registry, clock, log}: ControllerContext): Controller {
	return startController({
		name: 'pod-garbage-collector',
		registry,
		clock,
		log,
		watches: [
			watching('pods', (pod) => [keyOf(pod)]),
			watching('nodes', ({metadata}, change) =>
				change?.type === 'DELETED'
					? registry.list('pods', {fieldSelector: `spec.nodeName=${metadata.name}`}).map(keyOf)
					: [],
			),
		],
		reconcile(key) {
			const {namespace, name} = splitKey(key);
			const nodeName = registry.find('pods', namespace, name)?.spec.nodeName;
			if (nodeName && !registry.find('nodes', undefined, nodeName)) {
				unlessGone(() => registry.delete('pods', namespace, name, {gracePeriodSeconds: 0}));
			}
		},
	});
}
