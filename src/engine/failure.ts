import {EnvironmentError} from '../lib/errors.ts';
import {KubeError} from '../kube/kube-error.ts';
import type {Blame} from './events.ts';

/** Something in a step failed, and who is to blame; anything else that is thrown is a bug of doklab's. */
export class Failure extends Error {
	override name = 'Failure';
	readonly blame: Blame;

	constructor(message: string, blame: Blame, cause?: unknown) {
		super(message, {cause});
		this.blame = blame;
	}
}

/** What to tell about an error that ended an action or a check. */
export function explain(error: unknown): {message: string; blame: Blame} {
	if (error instanceof Failure) {
		return {message: error.message, blame: error.blame};
	}

	if (error instanceof EnvironmentError) {
		return {message: [error.message, ...error.cure].join(' '), blame: 'environment'};
	}

	if (error instanceof KubeError) {
		return {message: error.message, blame: blameOf(error)};
	}

	const {code, message, stack} = error as NodeJS.ErrnoException;
	if (isDiskFull(message)) {
		return {message, blame: 'environment'};
	}

	return {message: code === undefined ? (stack ?? message) : message, blame: 'doklab'};
}

/** Words that a full disk leaves in an error or in a program's output. */
export function isDiskFull(text: string): boolean {
	return /ENOSPC|no space left on device/i.test(text);
}

/** No answer, no permission, or a server in trouble: not what the lesson says. */
function blameOf(error: KubeError): Blame {
	const isRefused = error.code === 401 || error.code === 403;
	return isRefused || error.unreachable || (error.code ?? 0) >= 500 || isDiskFull(error.message)
		? 'environment'
		: 'lesson';
}
