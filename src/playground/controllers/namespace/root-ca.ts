import {startController, watching, type Controller} from '../runtime/controller.ts';
import type {ControllerContext} from '../context.ts';
import {existingNamespace} from './active.ts';

const NAME = 'kube-root-ca.crt';
const MANAGER = {fieldManager: 'kube-controller-manager'};

/** Keeps a ConfigMap with the cluster's CA in every namespace (Kubernetes: root-ca-cert-publisher). */
export function startRootCaController({registry, clock, log, caCertificate}: ControllerContext): Controller {
	return startController({
		name: 'root-ca-certificate-publisher',
		registry,
		clock,
		log,
		watches: [
			watching('namespaces', (namespace) => [namespace.metadata.name]),
			watching('configmaps', ({metadata}) => (metadata.name === NAME ? [metadata.namespace!] : [])),
		],
		reconcile(namespace) {
			if (!existingNamespace(registry, namespace)) {
				return;
			}

			const data = {'ca.crt': caCertificate};
			const found = registry.find('configmaps', namespace, NAME);
			if (!found) {
				const annotations = {
					'kubernetes.io/description': "The CA that signed this cluster's API server certificate.",
				};
				const draft = {
					apiVersion: 'v1',
					kind: 'ConfigMap',
					metadata: {name: NAME, namespace, annotations},
					data,
				};
				registry.create('configmaps', namespace, draft, MANAGER);
			} else if (found.data?.['ca.crt'] !== caCertificate || Object.keys(found.data).length !== 1) {
				registry.modify(
					'configmaps',
					namespace,
					NAME,
					(copy) => {
						copy.data = data;
					},
					MANAGER,
				);
			}
		},
	});
}
