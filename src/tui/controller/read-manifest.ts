import type {Controller} from '../controller.ts';
import {focusedManifest} from '../selectors.ts';

/** Opens the manifest, or how it differs from what lives in the cluster; the page fills when it was read. */
export function readManifest(controller: Controller, what: 'manifest' | 'diff'): void {
	const {state, workshop} = controller;
	const file = focusedManifest(state);
	if (file === undefined || workshop === undefined) {
		return;
	}

	controller.dispatch({
		type: 'overlayOpened',
		overlay:
			what === 'manifest'
				? {type: 'manifest', file, text: undefined, notes: new Map()}
				: {type: 'diff', file, manifest: undefined, live: undefined, message: undefined},
	});
	const {effects} = controller.options;
	controller.start(async () => {
		const nothing: Awaited<ReturnType<typeof workshop.live>> = {text: undefined};
		const [{text}, live, notes] = await Promise.all([
			workshop.manifest(file),
			what === 'diff' ? workshop.live(file) : nothing,
			effects.readNotes(),
		]);
		controller.dispatch({type: 'manifestRead', file, text, notes, live: live.text, message: live.message});
	});
}
