import type {Event} from '../objects.ts';
import {nameColumn, text, wide, type Column} from './column.ts';
import {age} from './duration.ts';

export const eventColumns: Array<Column<Event>> = [
	text('Last Seen', 'Time since it last happened.', (event, now) => age(lastSeen(event), now)),
	text('Type', 'Normal, or Warning.', ({type}) => type),
	text('Reason', 'Why it happened, in a word.', ({reason}) => reason),
	text('Object', 'What it happened to.', ({involvedObject: {kind, name}}) =>
		[kind?.toLowerCase(), name].filter(Boolean).join('/'),
	),
	wide(
		'Subobject',
		'The part of it, when it was a part.',
		({involvedObject}) => involvedObject.fieldPath ?? '',
	),
	wide('Source', 'Who says so.', source),
	text('Message', 'What happened.', ({message}) => message.trim()),
	wide('First Seen', 'Time since it first happened.', (event, now) => age(firstSeen(event), now)),
	wide('Count', 'How often it happened.', ({series, count}) => series?.count ?? (count || 1)),
	{...nameColumn, wide: true},
];

function firstSeen({firstTimestamp, eventTime}: Event): string | null | undefined {
	return firstTimestamp || eventTime;
}

function lastSeen(event: Event): string | null | undefined {
	return event.series?.lastObservedTime ?? (event.lastTimestamp || firstSeen(event));
}

function source({source: {component, host}, reportingComponent}: Event): string {
	return [component || reportingComponent, host].filter(Boolean).join(', ');
}
