import {saveSummary} from '../effects/save-summary.ts';
import type {Conversation} from './conversation.ts';
import {summaryLines} from './summary-lines.ts';

/** The end: what was proved, what still runs, and a page of it where it is wanted. */
export async function leave(conversation: Conversation, {mayAsk}: {mayAsk: boolean}): Promise<void> {
	const {options, printer, narrator, say} = conversation;
	const {workshop, clock, summaryDirectory: directory} = options;
	const {course} = workshop;
	const {language} = narrator;
	const summary = await workshop.summary();
	printer.blank();
	for (const line of summaryLines(summary, course, language)) {
		printer.say(line);
	}

	if (mayAsk && (await conversation.ask(say.saveSummary))) {
		try {
			const file = await saveSummary({summary, course, language, directory, now: clock.now()});
			printer.say(say.saved(file));
		} catch (error) {
			printer.say(say.notSaved((error as Error).message));
		}
	}
}
