import type {WorkshopEvent} from '../engine/workshop-events.ts';
import {maxOutputBlocks, maxOutputLines, type OutputBlock, type OutputLine, type UiState} from './state.ts';

type Event<Type extends WorkshopEvent['type']> = Extract<WorkshopEvent, {type: Type}>;

/** A new block for an action that starts; those before it are folded away. */
export function startOutput(state: UiState, event: Event<'actionStarted'>): UiState {
	const block: OutputBlock = {
		id: (state.output.at(-1)?.id ?? 0) + 1,
		lesson: event.lesson,
		step: event.step,
		index: event.index,
		command: event.command,
		status: 'running',
		durationMs: undefined,
		message: undefined,
		lines: [],
		dropped: 0,
		isFolded: false,
	};
	const {output} = foldDone(state);
	return {
		...state,
		output: [...output, block].slice(-maxOutputBlocks),
		scroll: {...state.scroll, output: undefined},
	};
}

/** What a running action wrote, at the end of its block. */
export function appendOutput(state: UiState, event: Event<'actionOutput'>): UiState {
	return changeBlock(state, event, (block) => {
		const lines = joined(block.lines, event);
		const excess = Math.max(0, lines.length - maxOutputLines);
		return {lines: lines.slice(excess), dropped: block.dropped + excess};
	});
}

export function finishOutput(state: UiState, event: Event<'actionFinished'>): UiState {
	return changeBlock(state, event, () => ({
		status: event.ok ? 'succeeded' : 'failed',
		durationMs: event.durationMs,
		message: event.message,
	}));
}

/** Folds what succeeded: it is read, or never will be. What failed stays open. */
export function foldDone(state: UiState): UiState {
	if (!state.output.some(({status, isFolded}) => status === 'succeeded' && !isFolded)) {
		return state;
	}

	const output = state.output.map((block) =>
		block.status === 'succeeded' ? {...block, isFolded: true} : block,
	);
	return {...state, output};
}

// The newest block of that action: the same one may have run before.
function changeBlock(
	state: UiState,
	{lesson, step, index}: {lesson: string; step: string; index: number},
	change: (block: OutputBlock) => Partial<OutputBlock>,
): UiState {
	const at = state.output.findLastIndex(
		(block) => block.lesson === lesson && block.step === step && block.index === index,
	);
	if (at === -1) {
		return state;
	}

	const block = state.output[at]!;
	return {...state, output: state.output.with(at, {...block, ...change(block)})};
}

// Chunks end anywhere; a carriage return alone writes its line anew (progress bars).
function joined(before: OutputLine[], {stream, text}: Event<'actionOutput'>): OutputLine[] {
	const lines = [...before];
	const last = lines.at(-1);
	const open = last?.isOpen && last.stream === stream ? lines.pop()!.text : '';
	const pieces = (open + text).split(/\r?\n/);
	const rest = pieces.pop()!;
	for (const piece of pieces) {
		lines.push({stream, text: afterReturn(piece), isOpen: false});
	}

	if (rest !== '') {
		// What comes next is written over it: the return at its end is still to be obeyed.
		lines.push({stream, text: afterReturn(rest) + (rest.endsWith('\r') ? '\r' : ''), isOpen: true});
	}

	return lines;
}

function afterReturn(line: string): string {
	const trimmed = line.replace(/\r+$/, '');
	return trimmed.slice(trimmed.lastIndexOf('\r') + 1);
}
