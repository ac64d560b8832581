import {join} from 'node:path';
import {readManifest} from '../../lesson/manifest.ts';
import type {Action} from '../../lesson/types.ts';
import type {NamedQuery} from '../../kube/kube.ts';
import {Failure} from '../failure.ts';
import {Journal} from '../journal.ts';
import {tearDown} from '../teardown.ts';
import type {Workbench} from '../workbench.ts';
import type {Room} from './room.ts';
import type {Place} from './route.ts';
import {words} from './words.ts';

/**
 * Undoes what a lesson's steps made, and forgets the proof of it and of all that needs it. What they made is read
 * from the lesson, so that it works after a restart, too. Throws Failure when something is left.
 */
export async function reset(room: Room, lesson: string, signal: AbortSignal): Promise<void> {
	const {bench, platform, route, ledger, emit} = room;
	const places = route.stepsOf(lesson);
	const earlier = route.places.slice(0, route.places.indexOf(places[0]!));
	const journal = await journalOf(places, earlier, bench, signal);
	// Forgotten first: when it is cut short, the lesson is no longer whole.
	ledger.forget([lesson, ...route.dependentsOf(lesson)]);
	const onProgress = (text: string) => emit({type: 'teardownProgress', run: 1, text});
	const {ok, remaining, message} = await tearDown({...bench, journal}, platform, onProgress, signal);
	signal.throwIfAborted();
	if (!ok) {
		const left = remaining.length === 0 ? undefined : words[bench.language].left(remaining.join(', '));
		throw new Failure([left, message].filter((part) => part !== undefined).join('\n'), 'lesson');
	}
}

/** What the steps have made that steps before them had not. */
async function journalOf(
	places: readonly Place[],
	earlier: readonly Place[],
	bench: Workbench,
	signal: AbortSignal,
): Promise<Journal> {
	const journal = new Journal();
	const before = new Before();
	for (const {step} of earlier) {
		for (const action of step.do) {
			before.note(action, await queriesOf(action, bench));
		}
	}

	for (const {step} of places) {
		journal.begin(step.cleanup);
		for (const action of step.do) {
			const queries = await queriesOf(action, bench);
			for (const query of queries.filter((one) => !before.hasMade(one))) {
				for (const claim of await claimsOf(query, bench, signal)) {
					journal.note({type: 'object', query: claim});
				}

				journal.note({type: 'object', query});
			}

			if (action.type === 'write') {
				const previous = before.contents.get(action.file);
				const path = join(bench.workspace, action.file);
				journal.note({type: 'file', path, previous, directory: undefined});
			} else if (action.type === 'context') {
				journal.note({type: 'context', namespace: before.namespace});
			}

			before.note(action, queries);
		}
	}

	return journal;
}

/** What there was when a step began. */
class Before {
	namespace: string | undefined;
	/** Files that were written, by path. */
	readonly contents = new Map<string, string>();
	readonly #made = new Set<string>();

	note(action: Action, queries: readonly NamedQuery[]): void {
		for (const query of queries) {
			this.#made.add(keyOf(query));
		}

		if (action.type === 'context') {
			this.namespace = action.namespace;
		} else if (action.type === 'write') {
			this.contents.set(action.file, action.content);
		}
	}

	hasMade(query: NamedQuery): boolean {
		return this.#made.has(keyOf(query));
	}
}

/** The objects that an action applies. */
async function queriesOf(action: Action, bench: Workbench): Promise<NamedQuery[]> {
	if (action.type !== 'apply') {
		return [];
	}

	const {objects} = await readManifest(join(bench.root, action.file));
	return objects.map(({kind, apiVersion, metadata}) => ({
		kind,
		apiVersion,
		name: metadata.name,
		namespace: metadata.namespace ?? bench.namespace,
	}));
}

/** The claims that a StatefulSet has made of its templates: nothing else would remove them. */
async function claimsOf(
	{kind, name, namespace}: NamedQuery,
	bench: Workbench,
	signal: AbortSignal,
): Promise<NamedQuery[]> {
	if (kind !== 'StatefulSet') {
		return [];
	}

	try {
		const kube = await bench.connection.kube();
		const query = {kind, name, namespace};
		const object = await kube.read(query, signal);
		const {volumeClaimTemplates = []} = (object?.spec ?? {}) as {
			volumeClaimTemplates?: Array<{metadata: {name: string}}>;
		};
		const prefixes = volumeClaimTemplates.map(({metadata}) => `${metadata.name}-${name}-`);
		const {items} = await kube.list({kind: 'PersistentVolumeClaim', namespace}, signal);
		return items
			.map(({metadata}) => metadata.name)
			.filter((claim) =>
				prefixes.some((prefix) => claim.startsWith(prefix) && /^\d+$/.test(claim.slice(prefix.length))),
			)
			.map((claim) => ({kind: 'PersistentVolumeClaim', name: claim, namespace}));
	} catch {
		// Without a cluster there is nothing to remove.
		return [];
	}
}

function keyOf({kind, namespace, name}: NamedQuery): string {
	return `${kind} ${namespace ?? ''} ${name}`;
}
