import {placeFile} from '../../effects/place.ts';
import {systemClock} from '../../lib/clock.ts';
import type {Language} from '../../lib/i18n.ts';
import {followNotes} from '../../plain/notes/follow-notes.ts';
import type {Invocation} from '../invocation.ts';
import {prepareStateDirectory} from '../state-directory.ts';

/** `doklab notes`: the presenter's notes, following the workshop in another terminal until Ctrl-C. */
export async function notes(invocation: Invocation, options: {lang: Language}): Promise<number> {
	const {stdout, signal} = invocation;
	const file = placeFile(await prepareStateDirectory(invocation));
	await followNotes({
		file,
		output: stdout,
		language: options.lang,
		clock: systemClock,
		signal,
		isRunning,
	});
	return 0;
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// Another user's process runs too.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
