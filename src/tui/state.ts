import type {CheckState} from '../engine/events.ts';
import type {ClusterPicture, LessonStatus, WorkshopSummary} from '../engine/workshop-events.ts';
import type {Notes} from './views/manifest-notes.ts';
import type {ActionType, Course, Language, PlatformName} from '../lesson/types.ts';

/** What the reducer keeps. Plain data: no React, no theme, no lines; what is drawn is made of it and nothing else. */
export interface UiState {
	course: Course;
	platform: PlatformName;
	language: Language;
	/** Columns and rows of the terminal. */
	size: Size;
	/** More air, and a clock in the header (`--present`). */
	isPresenting: boolean;
	/** opening: the first frame, before the workshop was opened. */
	phase: 'opening' | 'ready' | 'leaving';
	/** By lesson's id; every lesson of the course is there. */
	lessons: Record<string, LessonState>;
	/** What is worked on now. */
	focus: Focus;
	/** What the narrow layout shows, and what the arrows scroll in the others. */
	pane: Pane;
	/** The lesson that the pointer is on while the list of lessons is the pane. */
	selected: string;
	/** First line shown of each pane; undefined: the pane follows what happens (the step, or the newest line). */
	scroll: Record<Pane | 'overlay', number | undefined>;
	cluster: ClusterPicture;
	/** There was one, now or in the session before. */
	hadCluster: boolean;
	/** Newest last; at most `maxOutputBlocks`, of at most `maxOutputLines` lines each. */
	output: OutputBlock[];
	work: WorkState | undefined;
	/** Whether red checks show all that was found about them. */
	isEvidenceOpen: boolean;
	overlay: Overlay | undefined;
	/** One line above the footer, until the next key. */
	notice: Notice | undefined;
	/** Milliseconds since the epoch, as last ticked: for ages and the presenter's clock. */
	now: number;
	/** How many times Ctrl-C was pressed in a row while nothing ran. */
	interrupts: number;
}

export interface Size {
	columns: number;
	rows: number;
}

export interface Focus {
	lesson: string;
	step: string;
}

export type Pane = 'lessons' | 'lesson' | 'cluster' | 'output';

export interface LessonState {
	status: LessonStatus;
	/** Milliseconds worked on it, as last told. */
	durationMs: number;
	/** By step's id; those that are for this platform. */
	steps: Record<string, StepState>;
}

export interface StepState {
	/** One for each of the step's actions, in their order. */
	actions: ActionState[];
	/** By check's id; undefined: nobody has looked yet. */
	checks: Record<string, CheckState | undefined>;
	proved: boolean;
	/** It was proved, and none of its actions was run from here. */
	byHand: boolean;
	/** Tiers of hints that were asked for. */
	hintsShown: number;
	/** Milliseconds it took, once proved. */
	durationMs: number | undefined;
}

export interface ActionState {
	type: ActionType;
	/** As one would type it. */
	command: string;
	status: 'pending' | 'running' | 'succeeded' | 'failed';
	/** Milliseconds since the epoch. */
	startedAt: number | undefined;
	durationMs: number | undefined;
	/** Why it failed. */
	message: string | undefined;
	/** The newest line it wrote, without its line ending. */
	newestLine: string | undefined;
}

/** What one run of one action wrote. */
export interface OutputBlock {
	/** Counts from 1; never used twice. */
	id: number;
	lesson: string;
	step: string;
	index: number;
	command: string;
	status: 'running' | 'succeeded' | 'failed';
	durationMs: number | undefined;
	message: string | undefined;
	lines: OutputLine[];
	/** Lines that were dropped from its beginning. */
	dropped: number;
	isFolded: boolean;
}

export interface OutputLine {
	stream: 'stdout' | 'stderr';
	text: string;
	/** Its line ending has not come yet. */
	isOpen: boolean;
}

/** Lessons are replayed, reset, or the cluster is rebuilt. */
export interface WorkState {
	work: 'replay' | 'reset' | 'rebuild';
	lessons: string[];
	/** Those of `lessons` that are done. */
	done: string[];
	/** What happens now. */
	message: string | undefined;
}

export interface Notice {
	level: 'info' | 'warning' | 'proved';
	text: string;
}

/** What lies over the panes; one at a time. */
export type Overlay =
	| {type: 'help'}
	| {type: 'find'; query: string; selected: number}
	/** text is undefined while it is read. */
	| {type: 'manifest'; file: string; text: string | undefined; notes: Notes}
	| {
			type: 'diff';
			file: string;
			manifest: string | undefined;
			live: string | undefined;
			message: string | undefined;
	  }
	| {type: 'hints'; lesson: string; step: string}
	| {type: 'confirm'; question: Question}
	| {type: 'summary'; summary: WorkshopSummary | undefined; saved: string | undefined; isLeaving: boolean};

/** Asked before something that cannot be taken back, or that takes long. */
export type Question =
	| {type: 'reset'; lesson: string}
	/** Go to `lesson`; `missing` are replayed first. */
	| {type: 'replay'; lesson: string; missing: string[]}
	/** The cluster that `lost` lessons were made on is gone. */
	| {type: 'rebuild'; lost: string[]}
	| {type: 'quit'};

export const maxOutputBlocks = 50;
export const maxOutputLines = 2000;
