import {parseDuration} from './duration.ts';
import type {RawAction} from './raw.ts';
import type {Action, Location} from './types.ts';

/** What actions and checks are completed with. */
export interface Defaults {
	/** The course's namespace for namespaced kinds, undefined for the others. */
	namespaceOf(kind: string): string | undefined;
	/** The course's namespace. */
	namespace: string;
	/** Contents of a file below the course's root. */
	contentOf(file: string): string;
}

const defaultTimeout = 120_000;

export function buildAction(raw: RawAction, defaults: Defaults, location: Location): Action {
	const timeout = raw.timeout === undefined ? defaultTimeout : parseDuration(raw.timeout)!;
	return {...buildVariant(raw, defaults), as: raw.as, timeout, location};
}

type Variant<A = Action> = A extends Action ? Omit<A, 'as' | 'timeout' | 'location'> : never;

function buildVariant(raw: RawAction, defaults: Defaults): Variant {
	const {namespace} = defaults;
	if (raw.apply !== undefined) {
		return {type: 'apply', file: raw.apply};
	}

	if (raw.delete !== undefined) {
		const {kind, name, selector, file} = raw.delete;
		const target =
			file === undefined
				? {kind: kind!, name, selector, namespace: raw.delete.namespace ?? defaults.namespaceOf(kind!)}
				: {file};
		return {type: 'delete', target};
	}

	if (raw.patch !== undefined) {
		return {type: 'patch', namespace: defaults.namespaceOf(raw.patch.kind), ...raw.patch};
	}

	if (raw.context !== undefined) {
		return {type: 'context', namespace: raw.context.namespace};
	}

	if (raw.exec !== undefined) {
		return {type: 'exec', namespace, ...raw.exec};
	}

	if (raw.sql !== undefined) {
		return {type: 'sql', namespace, database: 'postgres', user: 'postgres', ...raw.sql};
	}

	if (raw.write !== undefined) {
		const {file, content, from} = raw.write;
		return {type: 'write', file, content: content ?? defaults.contentOf(from!)};
	}

	const run = typeof raw.run === 'string' ? {command: raw.run} : raw.run!;
	const env = Object.entries(('env' in run ? run.env : undefined) ?? {});
	return {
		type: 'run',
		command: run.command,
		env: Object.fromEntries(env.map(([name, value]) => [name, String(value)])),
	};
}
