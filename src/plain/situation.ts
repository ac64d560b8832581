import type {Conversation} from './conversation.ts';
import {lessonsFor} from './place.ts';

// A first look at a step's checks takes no longer; after that the learner is not kept waiting for it.
const firstLookMs = 3000;

/** What Enter does now. */
export function enterMeans({narrator, options}: Conversation): 'run' | 'next' | 'finish' | 'look' {
	const {place, progress, actions, isProved} = narrator;
	if (place === undefined) {
		return 'look';
	}

	const {step} = place;
	const isRead = step.do.length === 0 && step.checks.every(({green}) => green);
	const isDone = isProved || isRead || (actions === 'done' && progress.isGreen);
	if (isDone) {
		const {workshop} = options;
		const isLastLesson = lessonsFor(workshop.course, workshop.platform).at(-1) === place.lesson;
		return isLastLesson && place.stepNumber === place.stepCount ? 'finish' : 'next';
	}

	return step.do.length === 0 ? 'look' : 'run';
}

/** The line that says what can be typed now. */
export function guidance(conversation: Conversation): string {
	const {press} = conversation.say;
	const meaning = enterMeans(conversation);
	return meaning === 'run' && conversation.narrator.actions !== 'notRun' ? press.runAgain : press[meaning];
}

/** Nothing is going to change soon by itself: it is the learner's turn. */
export function isSettled(conversation: Conversation): boolean {
	const {narrator, options, isTty, isBusy} = conversation;
	const {place, progress, actions, isProved, focusedAt} = narrator;
	if (isBusy || narrator.isOpening || place === undefined) {
		return false;
	}

	if (isProved) {
		return true;
	}

	const waitedMs = options.clock.now() - focusedAt;
	if (actions === 'notRun') {
		// A pipe cannot do a step by hand while it waits, and what it only reads turns green by itself.
		const isReading = !isTty && place.step.do.length === 0;
		return isReading
			? progress.isSettled || waitedMs > longestCheck(place.step.checks)
			: progress.isSeen || waitedMs > firstLookMs;
	}

	return actions === 'failed' || progress.isSettled;
}

function longestCheck(checks: ReadonlyArray<{timing: {within: number} | {duration: number}}>): number {
	return Math.max(
		firstLookMs,
		...checks.map(({timing}) => ('within' in timing ? timing.within : timing.duration)),
	);
}
