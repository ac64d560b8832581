import type {KubeObject} from '../kube/kube.ts';
import {KubeError} from '../kube/kube-error.ts';
import type {Blame, Mismatch} from './events.ts';
import {explain} from './failure.ts';

/** What one look at the truth of a check has shown. */
export interface Evaluation {
	/** Unknown: nothing could be seen, by an error that can pass. */
	truth: 'true' | 'false' | 'unknown';
	/** One line each, for people. */
	expected: string;
	found: string;
	mismatches: Mismatch[];
	/** What get and absent found, for reasons and evidence. */
	objects: KubeObject[];
	/** The server's words, or a reason of the lesson's. */
	message: string | undefined;
	/** Waiting on cannot change it. */
	isFinal: boolean;
	/** Whom a red check is blamed on when nobody else is. */
	blame: Blame;
}

/** A true or false evaluation; `more` says what is special about it. */
export function evaluation(
	truth: boolean,
	expected: string,
	found: string,
	more: Partial<Evaluation> = {},
): Evaluation {
	return {
		truth: truth ? 'true' : 'false',
		expected,
		found,
		mismatches: [],
		objects: [],
		message: undefined,
		isFinal: false,
		blame: 'lesson',
		...more,
	};
}

/** The evaluation of a look that failed with `error`. */
export function troubled(expected: string, error: unknown): Evaluation {
	const {message, blame} = explain(error);
	const isPassing = error instanceof KubeError && error.passing;
	return evaluation(false, expected, message, {
		truth: isPassing ? 'unknown' : 'false',
		message,
		isFinal: !isPassing,
		blame,
	});
}
