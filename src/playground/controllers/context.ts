import type {Clock} from '../../lib/clock.ts';
import type {Registry} from '../registry/types.ts';
import type {Log} from './runtime/controller.ts';

/** What the controllers work with. */
export interface ControllerContext {
	registry: Registry;
	clock: Clock;
	log: Log;
	/** Directory that local-path volumes are made in, absolute. */
	volumesDir: string;
	/** Makes the directory of a volume, mode 0777; a directory that is there already is fine. */
	createVolume: (path: string) => Promise<void>;
	/** Removes the directory of a volume with all that is in it; one that is gone already is fine. */
	removeVolume: (path: string) => Promise<void>;
	/** The cluster's CA certificate, PEM. */
	caCertificate: string;
}
