import type {ControllerContext} from '../controllers/context.ts';
import {startController, watching, type Controller} from '../controllers/runtime/controller.ts';
import {keyOf, splitKey} from '../controllers/runtime/keys.ts';
import {unlessGone} from '../controllers/runtime/status-errors.ts';

/** Kubernetes: the API server's --event-ttl. */
const TTL_MS = 3_600_000;

/** Removes an event an hour after it last happened. */
export function startEventExpiry({registry, clock, log}: ControllerContext): Controller {
	return startController({
		name: 'event-expiry',
		registry,
		clock,
		log,
		watches: [watching('events', (event, change) => (change?.type === 'DELETED' ? [] : [keyOf(event)]))],
		reconcile(key) {
			const {namespace, name} = splitKey(key);
			const event = registry.find('events', namespace, name);
			if (!event) {
				return;
			}

			const last = Date.parse(event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp);
			const left = last + TTL_MS - clock.now();
			if (left > 0) {
				return left;
			}

			unlessGone(() => registry.delete('events', namespace, name));
		},
	});
}
