import type {WorkshopEvent, WorkshopSummary} from '../engine/workshop-events.ts';
import type {Language} from '../lesson/types.ts';
import {reduceEvent} from './reducer-events.ts';
import type {Notes} from './views/manifest-notes.ts';
import type {Notice, Overlay, Pane, Size, UiState} from './state.ts';

/** Everything that can change what is on the screen. */
export type UiAction =
	| {type: 'happened'; event: WorkshopEvent; at: number}
	| {type: 'resized'; size: Size}
	| {type: 'ticked'; now: number}
	| {type: 'opened'}
	| {type: 'left'}
	| {type: 'paneChosen'; pane: Pane}
	| {type: 'lessonSelected'; lesson: string}
	/** undefined: follows what happens again. */
	| {type: 'scrolled'; pane: Pane | 'overlay'; top: number | undefined}
	| {type: 'overlayOpened'; overlay: Overlay}
	| {type: 'overlayClosed'}
	| {type: 'queryTyped'; query: string}
	| {type: 'matchSelected'; selected: number}
	| {
			type: 'manifestRead';
			file: string;
			text: string;
			notes: Notes;
			live: string | undefined;
			message: string | undefined;
	  }
	| {type: 'summaryMade'; summary: WorkshopSummary}
	| {type: 'summarySaved'; file: string}
	| {type: 'noticed'; notice: Notice | undefined}
	| {type: 'languageChosen'; language: Language}
	| {type: 'interrupted'}
	| {type: 'keyPressed'}
	| {type: 'outputFolded'}
	| {type: 'evidenceToggled'};

/** The next state; `state` itself where nothing changes. Pure. */
export function reduce(state: UiState, action: UiAction): UiState {
	switch (action.type) {
		case 'happened':
			return reduceEvent(state, action.event, action.at);
		case 'resized':
			return {...state, size: action.size};
		case 'ticked':
			return {...state, now: action.now};
		case 'opened':
			return {...state, phase: 'ready'};
		case 'left':
			return {...state, phase: 'leaving'};
		case 'paneChosen':
			return {...state, pane: action.pane, selected: state.focus.lesson};
		case 'lessonSelected':
			return {...state, selected: action.lesson};
		case 'scrolled':
			return {...state, scroll: {...state.scroll, [action.pane]: action.top}};
		case 'overlayOpened':
			return {...state, overlay: action.overlay, scroll: {...state.scroll, overlay: undefined}};
		case 'overlayClosed':
			return state.overlay === undefined ? state : {...state, overlay: undefined};
		case 'noticed':
			return state.notice === action.notice ? state : {...state, notice: action.notice};
		case 'languageChosen':
			return {...state, language: action.language};
		case 'interrupted':
			return {...state, interrupts: state.interrupts + 1};
		case 'keyPressed':
			return state.interrupts === 0 && state.notice === undefined
				? state
				: {...state, interrupts: 0, notice: undefined};
		case 'outputFolded':
			return foldOutput(state);
		case 'evidenceToggled':
			return {...state, isEvidenceOpen: !state.isEvidenceOpen};
		case 'queryTyped':
		case 'matchSelected':
		case 'manifestRead':
		case 'summaryMade':
		case 'summarySaved':
			return {...state, overlay: reduceOverlay(state.overlay, action)};
	}
}

type OverlayAction = Extract<
	UiAction,
	{type: 'queryTyped' | 'matchSelected' | 'manifestRead' | 'summaryMade' | 'summarySaved'}
>;

// What comes late (a file was read) for an overlay that was closed meanwhile is let go.
function reduceOverlay(overlay: Overlay | undefined, action: OverlayAction): Overlay | undefined {
	switch (overlay?.type) {
		case 'find':
			if (action.type === 'queryTyped') {
				return {...overlay, query: action.query, selected: 0};
			}

			return action.type === 'matchSelected' ? {...overlay, selected: action.selected} : overlay;
		case 'manifest':
			return action.type === 'manifestRead' && action.file === overlay.file
				? {...overlay, text: action.text, notes: action.notes}
				: overlay;
		case 'diff':
			return action.type === 'manifestRead' && action.file === overlay.file
				? {...overlay, manifest: action.text, live: action.live, message: action.message}
				: overlay;
		case 'summary':
			if (action.type === 'summaryMade') {
				return {...overlay, summary: action.summary};
			}

			return action.type === 'summarySaved' ? {...overlay, saved: action.file} : overlay;
		default:
			return overlay;
	}
}

// Folds everything when anything is unfolded, else unfolds the newest.
function foldOutput(state: UiState): UiState {
	const isAnyOpen = state.output.some(({isFolded}) => !isFolded);
	const output = state.output.map((block, index) => ({
		...block,
		isFolded: isAnyOpen || index < state.output.length - 1,
	}));
	return {...state, output, scroll: {...state.scroll, output: undefined}};
}
