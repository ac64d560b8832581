import {startController, watching, type Controller} from '../runtime/controller.ts';
import type {ControllerContext} from '../context.ts';
import {existingNamespace} from './active.ts';

const NAME = 'default';

/** Gives every namespace its ServiceAccount `default` (Kubernetes: serviceaccount controller). */
export function startServiceAccountController({registry, clock, log}: ControllerContext): Controller {
	return startController({
		name: 'service-account-controller',
		registry,
		clock,
		log,
		watches: [
			watching('namespaces', (namespace) => [namespace.metadata.name]),
			watching('serviceaccounts', ({metadata}) => (metadata.name === NAME ? [metadata.namespace!] : [])),
		],
		reconcile(namespace) {
			if (!existingNamespace(registry, namespace) || registry.find('serviceaccounts', namespace, NAME)) {
				return;
			}

			registry.create(
				'serviceaccounts',
				namespace,
				{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: NAME, namespace}},
				{fieldManager: 'kube-controller-manager'},
			);
		},
	});
}
