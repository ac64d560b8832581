import type {Clock} from '../../lib/clock.ts';
import type {Event, KubeObject} from '../kinds/objects.ts';
import type {EventRecorder} from './recorder.ts';

/** Says why something waits: when that is news, and else as often as Kubernetes would say it again. */
export interface Reminder {
	say(key: string, about: KubeObject, type: Event['type'], reason: string, message: string): void;
	/** True when something was said about the key already. */
	hasSaid(key: string): boolean;
	/** What waited for waits no more. */
	forget(key: string): void;
}

/** `everyMs`: how long the same words about one key are held back. */
export function createReminder(recorder: EventRecorder, clock: Clock, everyMs: number): Reminder {
	const said = new Map<string, {message: string; at: number}>();
	return {
		say(key, about, type, reason, message) {
			const before = said.get(key);
			const now = clock.now();
			if (before?.message !== message || now - before.at >= everyMs) {
				said.set(key, {message, at: now});
				recorder.event(about, type, reason, message);
			}
		},
		hasSaid: (key) => said.has(key),
		forget: (key) => void said.delete(key),
	};
}
