/** The node that the scheduler chose for a claim's first consumer. */
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
export const STORAGE_PROVISIONER = 'volume.kubernetes.io/storage-provisioner';
export const BETA_STORAGE_PROVISIONER = 'volume.beta.kubernetes.io/storage-provisioner';
export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed';
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller';
export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';
/** The provisioner that this cluster has. */
export const LOCAL_PATH = 'rancher.io/local-path';
/** Stands in a StorageClass for "volumes are made by hand". */
export const NO_PROVISIONER = 'kubernetes.io/no-provisioner';
