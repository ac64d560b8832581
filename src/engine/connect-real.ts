import type {Connect} from './connection.ts';

/** The real cluster. Loaded where it is needed: what stands behind it takes its time. */
export const connectReal: Connect = async (kubeconfig, options) => {
	const {connect} = await import('../kube/connect.ts');
	return connect(kubeconfig, options);
};
