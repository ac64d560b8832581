import type {Clock} from '../../lib/clock.ts';
import type {Kind, KindContext} from '../kinds/kind.ts';
import type {KubeObject, ResourceName} from '../kinds/objects.ts';
import type {Store} from '../store/store.ts';

/** What every verb works with. */
export interface Core {
	store: Store;
	clock: Clock;
	kinds: ReadonlyMap<ResourceName, Kind>;
	context: KindContext;
}

/** A copy of a stored object that may be changed. */
export function copyOf<T extends KubeObject>(object: T): T {
	return structuredClone(object);
}
