import {join} from 'node:path';
import {structuredPatch} from 'diff';
import {openEditor} from '../effects/open-editor.ts';
import type {EffectResult} from '../effects/result.ts';
import type {Conversation} from './conversation.ts';

/** The manifests that the step applies, each in full. */
export async function showManifests(talk: Conversation): Promise<void> {
	const {options, printer, say} = talk;
	for (const file of filesOf(talk)) {
		const {text} = await options.workshop.manifest(file);
		printer.lines([say.manifest(file), ...text.trimEnd().split('\n')]);
	}
}

/** How the cluster differs from each of them. */
export async function showDifferences(talk: Conversation): Promise<void> {
	const {options, printer, say} = talk;
	for (const file of filesOf(talk)) {
		const [{text: wanted}, live] = await Promise.all([
			options.workshop.manifest(file),
			options.workshop.live(file),
		]);
		if (live.text === undefined) {
			printer.say(live.message ?? say.notLive(file));
			continue;
		}

		const {hunks} = structuredPatch(file, file, wanted, live.text);
		if (hunks.length === 0) {
			printer.say(say.same(file));
		} else {
			printer.lines([say.difference(file), ...hunks.flatMap(({lines}) => lines)]);
		}
	}
}

/** Opens the step's first manifest, or the file that it writes. */
export async function editManifest(talk: Conversation): Promise<EffectResult> {
	const {options, narrator, say} = talk;
	const {env, workspace: cwd, workshop} = options;
	const actions = narrator.place?.step.do ?? [];
	const applied = actions.find(({type}) => type === 'apply');
	const written = actions.find(({type}) => type === 'write');
	const file =
		applied?.type === 'apply'
			? join(workshop.course.root, applied.file)
			: written?.type === 'write'
				? join(cwd, written.file)
				: undefined;
	return file === undefined
		? {ok: false, message: say.noManifest}
		: openEditor(file, {env, cwd, language: narrator.language});
}

function filesOf({narrator, printer, say}: Conversation): string[] {
	const files = (narrator.place?.step.do ?? []).flatMap((action) =>
		action.type === 'apply' ? [action.file] : [],
	);
	if (files.length === 0) {
		printer.say(say.noManifest);
	}

	return files;
}
