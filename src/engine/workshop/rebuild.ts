import {sleep} from '../../lib/clock.ts';
import {replaySteps} from './replay.ts';
import type {Room} from './room.ts';
import {findStanding} from './standing.ts';

/** What a cluster that was stopped takes to bring its Pods back, on a slow machine. */
const comebackMs = 90_000;
const pauseMs = 1000;

/**
 * Brings back the cluster that the learner was working on: starts it where it is only stopped, then does again what was
 * proved and is not there any more. Throws as replaySteps and Platform.up do.
 */
export async function rebuild(room: Room, signal: AbortSignal): Promise<void> {
	const {platform, ledger, emit} = room;
	const {state} = await platform.status(signal);
	if (state === 'stopped') {
		const onProgress = (text: string) => emit({type: 'notice', level: 'info', text});
		await platform.up({signal, onProgress});
		await waitForComeback(room, signal);
	} else {
		await findStanding(room, signal);
	}

	ledger.tell();
	// Of a lesson that was only begun, what of it was done.
	const places = ledger.lost().flatMap((id) => ledger.stepsOnceProved(id));
	await replaySteps(room, places, signal);
}

/** Returns once nothing is lost any more, or it has taken too long for that to come. */
async function waitForComeback(room: Room, signal: AbortSignal): Promise<void> {
	const {clock} = room.bench;
	const end = clock.now() + comebackMs;
	while ((await findStanding(room, signal)).lost.length > 0 && clock.now() < end) {
		await sleep(clock, pauseMs, signal);
	}
}
