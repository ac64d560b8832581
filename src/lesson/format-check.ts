import {list, object, optional, required, text, type RuleBreach} from './shape.ts';
import {translatedShape} from './shape-translated.ts';

const namespace = optional(text(), "The course's namespace where left out");
const strings = {type: 'strings'} as const;

const queryShape = object(
	{
		kind: required(text('kind'), 'Kind of the objects'),
		apiVersion: optional(text(), 'Only where two groups have the kind'),
		name: optional(text(), 'One object'),
		selector: optional(text(), 'Objects by their labels'),
		namespace,
	},
	{exclusive: [['name', 'selector']]},
);

const outputShape = object({
	equals: optional(text(), 'The whole output but for white space at its end'),
	matches: optional(text('regularExpression'), 'A regular expression'),
});

const reasonShape = object({
	get: optional(queryShape, "Objects to look at; the check's own where left out"),
	when: required(text('cel'), 'CEL over object and objects'),
	say: required(translatedShape, 'What to say when it holds'),
});

/** One check of a step. */
export const checkShape = object(
	{
		id: required(text('id'), 'Unique in the step'),
		title: required(translatedShape, 'What is true when it is green'),
		get: optional(queryShape, 'One object by name, or several'),
		expect: optional({type: 'anyObject'}, 'What `get` must find'),
		absent: optional(queryShape, 'What must not be there'),
		sql: optional(
			object(
				{
					pod: required(text(), 'Name of the Pod'),
					namespace,
					database: optional(text(), 'postgres where left out'),
					user: optional(text(), 'postgres where left out'),
					query: required(text(), 'What psql runs'),
					value: optional({type: 'scalar'}, 'The one value'),
					rows: optional(list(list({type: 'scalar'})), 'All rows'),
					error: optional(text('regularExpression'), 'SQLSTATE, or a regular expression over the message'),
				},
				{variants: {noun: 'expectation', fields: ['value', 'rows', 'error']}},
			),
			'SQL through psql in a Pod',
		),
		exec: optional(
			object({
				pod: required(text(), 'Name of the Pod'),
				namespace,
				container: optional(text(), 'Container; the first where left out'),
				command: required(strings, 'Program and arguments'),
				exitCode: optional({type: 'integer', minimum: 0}, '0 where left out'),
				stdout: optional(outputShape, 'What it must print'),
			}),
			'A command in a Pod',
		),
		run: optional(
			{
				type: 'textOr',
				text: text(),
				object: object({
					command: required(text(), 'Command line for sh -c'),
					exitCode: optional({type: 'integer', minimum: 0}, '0 where left out'),
					stdout: optional(outputShape, 'What it must print'),
				}),
			},
			"A shell command in the learner's workspace",
		),
		tool: optional(
			object({
				name: required(text(), 'Name of the tool, as in .tool-versions'),
				command: optional(strings, 'Prints the version; [name, --version] where left out'),
				range: optional(text('semverRange'), 'Semver range; what .tool-versions says where left out'),
				cure: optional(translatedShape, 'How to get it'),
			}),
			'A program and its version',
		),
		context: optional(
			object({
				namespace: optional(text(), 'Namespace of the current context'),
				name: optional(text(), 'Name of the current context'),
			}),
			"The current context of doklab's kubeconfig",
		),
		within: optional(text('duration'), 'Wait until true for this long; 30s where left out'),
		stableFor: optional(text('duration'), 'And stay true for this long'),
		consistently: optional(text('duration'), 'Be true throughout'),
		never: optional(text('duration'), 'Never be true throughout'),
		failFast: optional(list(reasonShape), 'End the wait at once when one holds'),
		whyNot: optional(list(reasonShape), 'Explain a red check; the first that holds is said'),
		green: optional({type: 'boolean'}, "May be green before the step's actions"),
	},
	{
		variants: {noun: 'check', fields: ['get', 'absent', 'sql', 'exec', 'run', 'tool', 'context']},
		exclusive: [
			['within', 'consistently', 'never'],
			['stableFor', 'consistently'],
			['stableFor', 'never'],
		],
		rule: checkRule,
	},
);

/** What `expect` holds for several objects. */
export const objectsExpectation = object({
	count: optional({type: 'integer', minimum: 0}, 'How many'),
	all: optional({type: 'anyObject'}, 'Every one matches'),
	any: optional({type: 'anyObject'}, 'At least one matches'),
	none: optional({type: 'anyObject'}, 'Not one matches'),
	cel: optional(text('cel'), 'CEL over objects'),
});

/** What `expect` may hold for one object instead of the partial object itself. */
export const objectExpectation = object({
	cel: optional(text('cel'), 'CEL over object'),
	object: optional({type: 'anyObject'}, 'A partial object'),
});

function checkRule(value: Record<string, unknown>): RuleBreach | undefined {
	if (value.expect !== undefined && value.get === undefined) {
		return {field: 'expect', message: 'expect belongs to get.', cure: 'Leave it out, or check with get.'};
	}

	const context = value.context as {namespace?: string; name?: string} | undefined;
	if (context !== undefined && context.namespace === undefined && context.name === undefined) {
		return {
			field: 'context',
			message: 'context does not say what it should be.',
			cure: 'Write namespace or name.',
		};
	}

	const isWatched = value.get !== undefined || value.absent !== undefined;
	for (const field of ['failFast', 'whyNot']) {
		const reasons = (value[field] ?? []) as Array<{get?: unknown}>;
		if (!isWatched && reasons.some((reason) => reason.get === undefined)) {
			return {
				field,
				message: `A reason in ${field} has no objects to look at: the check is neither get nor absent.`,
				cure: 'Give the reason a get of its own.',
			};
		}
	}

	return undefined;
}
