// The lesson format, version 1: what course.yaml and lesson.yaml hold.

import {actionShape} from './format-action.ts';
import {checkShape} from './format-check.ts';
import {list, object, optional, required, text} from './shape.ts';
import {translatedShape} from './shape-translated.ts';
import {platformNames} from './types.ts';

const platformsShape = list({type: 'choice', of: platformNames}, 1);

const databaseShape = object({
	selector: required(text(), 'Labels of the Pods that the servers run in, as of kubectl -l'),
	user: optional(text(), 'Who doklab logs in as, in the Pod; postgres where left out'),
	database: optional(text(), 'The database it connects to; postgres where left out'),
});

export const courseShape = object({
	format: required({type: 'constant', value: 1}, 'Version of the format'),
	id: required(text('id'), 'Name of the course for machines'),
	title: required(translatedShape, 'Name of the course for people'),
	namespace: required(text('id'), 'Namespace of actions, checks and objects that name none'),
	database: optional(databaseShape, 'The PostgreSQL servers whose roles and replication are shown'),
	lessons: required(list(text('id'), 1), 'Ids of the lessons, in order; each has a directory NN-id'),
});

const stepShape = object({
	id: required(text('id'), 'Unique in the lesson; its prose stands under "## [id] Heading"'),
	on: optional(platformsShape, 'Platforms it is for; everywhere where left out'),
	do: optional(list(actionShape), 'Actions, in order'),
	checks: optional(list(checkShape), 'What must be true afterwards'),
	hints: optional(list(translatedShape), 'From a nudge to the answer'),
	notes: optional(translatedShape, 'For the presenter'),
	cleanup: optional(list(actionShape), "Undoes what the course's teardown would not undo by itself"),
});

export const lessonShape = object({
	format: required({type: 'constant', value: 1}, 'Version of the format'),
	minutes: required({type: 'integer', minimum: 1}, 'How long a learner takes'),
	needs: optional(list(text('id')), 'Earlier lessons whose results this one builds on'),
	on: optional(platformsShape, 'Platforms it is for; everywhere where left out'),
	steps: required(list(stepShape, 1), 'What is done and checked, in order'),
});
