import type {Pod} from '../kinds/objects.ts';
import type {StandIn} from '../runtime/types.ts';
import {backoffUntil, nextBackoff} from './backoff.ts';
import {type ContainerRecord, fieldPathOf} from './container-record.ts';
import type {KubeletContext} from './context.ts';
import {goDuration} from './go-duration.ts';
import {NotStarted} from './not-started.ts';

/** How long "ErrImagePull" is shown before "ImagePullBackOff" takes its place, in milliseconds. */
const SHOW_ERROR_MS = 2000;

/**
 * The stand-in for a container's image, with the events of a pull. Throws NotStarted (ErrImagePull,
 * ImagePullBackOff, ErrImageNeverPull) with the time of the next try: 10 s, doubling to 300 s.
 */
export async function ensureImage(
	context: KubeletContext,
	pod: Pod,
	record: ContainerRecord,
): Promise<StandIn> {
	const {image, imagePullPolicy} = record.spec;
	const recorder = context.recorder(pod.spec.nodeName ?? '');
	const say = (type: 'Normal' | 'Warning', reason: string, message: string) =>
		recorder.event(pod, type, reason, message, {fieldPath: fieldPathOf(record)});
	const startedAt = context.clock.now();
	if (record.pull) {
		waitForBackoff(record.pull, startedAt);
	}

	try {
		const standIn = await context.runtime.images.resolve(image);
		record.pull = undefined;
		if (imagePullPolicy === 'Always') {
			const took = goDuration(Math.round(context.clock.now() - startedAt));
			say('Normal', 'Pulling', `Pulling image "${image}"`);
			say('Normal', 'Pulled', `Successfully pulled image "${image}" in ${took} (${took} including waiting)`);
		} else {
			say(
				'Normal',
				'Pulled',
				`Container image "${image}" already present on machine and can be accessed by the pod`,
			);
		}

		if (standIn.note !== undefined && record.attempt < 0) {
			say('Normal', 'ImageStandIn', standIn.note);
		}

		return standIn;
	} catch (error) {
		throw unavailable((error as Error).message);
	}

	function waitForBackoff(pull: NonNullable<ContainerRecord['pull']>, now: number): void {
		const until = backoffUntil(pull.backoff, pull.failedAt, now);
		if (until !== undefined) {
			const backingOff = `Back-off pulling image "${image}"`;
			say('Normal', 'BackOff', backingOff);
			say('Warning', 'Failed', 'Error: ImagePullBackOff');
			throw new NotStarted('ImagePullBackOff', `${backingOff}: ErrImagePull: ${pull.message}`, until);
		}
	}

	function unavailable(message: string): NotStarted {
		const now = context.clock.now();
		if (imagePullPolicy === 'Never') {
			const refused = `Container image "${image}" is not present with pull policy of Never`;
			say('Warning', 'ErrImageNeverPull', refused);
			say('Warning', 'Failed', 'Error: ErrImageNeverPull');
			return new NotStarted('ErrImageNeverPull', refused, now + 10_000);
		}

		say('Normal', 'Pulling', `Pulling image "${image}"`);
		say('Warning', 'Failed', `Failed to pull image "${image}": ${message}`);
		say('Warning', 'Failed', 'Error: ErrImagePull');
		record.pull = {backoff: nextBackoff(record.pull?.backoff, now, now), failedAt: now, message};
		return new NotStarted('ErrImagePull', message, now + SHOW_ERROR_MS);
	}
}
