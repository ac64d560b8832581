import type {Clock} from '../../lib/clock.ts';
import type {EventRecorder} from '../events/recorder.ts';
import type {PersistentVolume} from '../kinds/objects.ts';
import type {Registry} from '../registry/types.ts';
import type {Runtime} from '../runtime/types.ts';

export interface KubeletOptions {
	registry: Registry;
	runtime: Runtime;
	clock: Clock;
	/** Receives what the kubelet itself has to say, a line each. */
	log: (line: string) => void;
	/** `pods`: directory of logs, generated files and emptyDir volumes. */
	paths: {pods: string};
	/** Address of the cluster's DNS server. */
	clusterDns: string;
	/** `cluster.local`. */
	clusterDomain: string;
	/** Address of a node, for a Pod's hostIP. */
	nodeAddresses: (nodeName: string) => string;
	/** Directory of this machine that holds a PersistentVolume; throws an Error that says why there is none. */
	resolveVolume: (volume: PersistentVolume) => string;
}

/** What every part of the kubelet is given. */
export interface KubeletContext extends KubeletOptions {
	/** Events of the kubelet of one node. */
	recorder(nodeName: string): EventRecorder;
}
