import type {KubeObject, ResourceName, Resources} from '../objects.ts';
import {namespaceColumns, nodeColumns} from './cluster.ts';
import type {Column} from './column.ts';
import {configMapColumns, secretColumns, serviceAccountColumns} from './configuration.ts';
import {eventColumns} from './events.ts';
import {endpointSliceColumns, serviceColumns} from './network.ts';
import {podColumns} from './pods.ts';
import {claimColumns, storageClassColumns, volumeColumns} from './storage.ts';
import {controllerRevisionColumns, statefulSetColumns} from './workloads.ts';

const columns: {[R in ResourceName]: Array<Column<Resources[R]>>} = {
	namespaces: namespaceColumns,
	nodes: nodeColumns,
	configmaps: configMapColumns,
	secrets: secretColumns,
	serviceaccounts: serviceAccountColumns,
	services: serviceColumns,
	'endpointslices.discovery.k8s.io': endpointSliceColumns,
	persistentvolumeclaims: claimColumns,
	persistentvolumes: volumeColumns,
	'storageclasses.storage.k8s.io': storageClassColumns,
	pods: podColumns,
	'statefulsets.apps': statefulSetColumns,
	'controllerrevisions.apps': controllerRevisionColumns,
	events: eventColumns,
};

/** The columns that `kubectl get` shows for a resource. */
export function columnsOf(resource: ResourceName): Array<Column<KubeObject>> {
	// The table above pairs each resource with columns of its own type.
	return columns[resource];
}
