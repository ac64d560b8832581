import {object, optional, required, text, type RuleBreach} from './shape.ts';

const namespace = optional(text(), "The course's namespace where left out");
const strings = {type: 'strings'} as const;

const runShape = object({
	command: required(text(), 'Command line for sh -c'),
	env: optional({type: 'anyObject'}, 'Environment variables on top'),
});

/** One action of a step's `do` or `cleanup`. */
export const actionShape = object(
	{
		apply: optional(text('manifest'), 'Server-side apply of every document of a manifest'),
		delete: optional(
			object(
				{
					kind: optional(text('kind'), 'Kind of the objects'),
					name: optional(text(), 'One object'),
					selector: optional(text(), 'Objects by their labels'),
					namespace,
					file: optional(text('manifest'), 'Every object of a manifest'),
				},
				{exclusive: [['name', 'selector', 'file']], rule: deleteRule},
			),
			'Deletes, and waits until gone',
		),
		patch: optional(
			object({
				kind: required(text('kind'), 'Kind of the object'),
				name: required(text(), 'Its name'),
				namespace,
				patch: required({type: 'anyObject'}, 'Merge patch'),
			}),
			'Changes an object',
		),
		context: optional(
			object({namespace: required(text(), 'Namespace to set')}),
			"Sets the namespace of the current context in doklab's kubeconfig",
		),
		run: optional(
			{type: 'textOr', text: text(), object: runShape},
			"A shell command in the learner's workspace",
		),
		exec: optional(
			object({
				pod: required(text(), 'Name of the Pod'),
				namespace,
				container: optional(text(), 'Container; the first where left out'),
				command: required(strings, 'Program and arguments'),
			}),
			'A command in a Pod',
		),
		sql: optional(
			object({
				pod: required(text(), 'Name of the Pod'),
				namespace,
				database: optional(text(), 'postgres where left out'),
				user: optional(text(), 'postgres where left out'),
				query: required(text(), 'What psql runs'),
			}),
			'SQL through psql in a Pod',
		),
		write: optional(
			object(
				{
					file: required(text('workspaceFile'), "Path in the learner's workspace"),
					content: optional(text(), 'What it holds'),
					from: optional(text('courseFile'), "A file below the course's root to copy"),
				},
				{variants: {noun: 'source', fields: ['content', 'from']}},
			),
			"Writes a file into the learner's workspace",
		),
		as: optional(text(), 'The command it stands for, shown to the learner'),
		timeout: optional(text('duration'), 'Most time it may take; 2m where left out'),
	},
	{
		variants: {
			noun: 'action',
			fields: ['apply', 'delete', 'patch', 'context', 'run', 'exec', 'sql', 'write'],
		},
	},
);

function deleteRule(value: Record<string, unknown>): RuleBreach | undefined {
	if (value.file !== undefined) {
		const extra = ['kind', 'namespace'].find((field) => value[field] !== undefined);
		return extra === undefined
			? undefined
			: {
					field: extra,
					message: `delete: file says it all, ${extra} has no meaning.`,
					cure: `Leave ${extra} out.`,
				};
	}

	if (value.kind === undefined || (value.name === undefined && value.selector === undefined)) {
		return {
			field: undefined,
			message: 'delete does not say what.',
			cure: 'Write kind and name, kind and selector, or file.',
		};
	}

	return undefined;
}
