// A course as the engine sees it: validated, defaulted, with its prose. docs in CONTRIBUTING.md ("Lesson format").

export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];
export type Text = Record<Language, string>;

export const platformNames = ['kind', 'playground', 'context'] as const;
export type PlatformName = (typeof platformNames)[number];

/** Where something stands in a file; line and column count from 1. */
export interface Location {
	file: string;
	line: number;
	column: number;
}

/** A mistake in a course's files: what is wrong, where, and what to do. */
export interface Problem extends Location {
	message: string;
	cure: string;
}

export interface Course {
	id: string;
	title: Text;
	/** Directory that lesson paths (`manifests/...`) are relative to. */
	root: string;
	/** Namespace of actions and checks that name none. */
	namespace: string;
	/** The database servers that the course runs; undefined: none. */
	database?: Database;
	lessons: Lesson[];
}

/** PostgreSQL servers, and how to log in to them inside of their Pods. */
export interface Database {
	/** Labels of the servers' Pods, as of `kubectl -l`. */
	selector: string;
	user: string;
	database: string;
}

export interface Lesson {
	id: string;
	title: Text;
	/** Markdown before the first step. */
	introduction: Text;
	minutes: number;
	/** Ids of the lessons whose results this one builds on. */
	needs: string[];
	/** Platforms it runs on; undefined: everywhere. */
	on: PlatformName[] | undefined;
	steps: Step[];
	location: Location;
}

export interface Step {
	id: string;
	heading: Text;
	/** Markdown. */
	body: Text;
	on: PlatformName[] | undefined;
	do: Action[];
	checks: Check[];
	/** From a nudge to the answer. */
	hints: Text[];
	/** For the presenter. */
	notes: Text | undefined;
	/** Undoes what the course's teardown would not undo by itself. */
	cleanup: Action[];
	location: Location;
}

interface ActionBase {
	/** The command a learner would type for it; made up from the action where the lesson gives none. */
	as: string | undefined;
	/** Milliseconds. */
	timeout: number;
	location: Location;
}

export type Action = ActionBase &
	(
		| {type: 'apply'; file: string}
		| {
				type: 'delete';
				target: {kind: string; name?: string; selector?: string; namespace?: string} | {file: string};
		  }
		| {type: 'patch'; kind: string; name: string; namespace?: string; patch: Record<string, unknown>}
		| {type: 'context'; namespace: string}
		| {type: 'run'; command: string; env: Record<string, string>}
		| {type: 'exec'; pod: string; namespace?: string; container?: string; command: string[]}
		| {type: 'sql'; pod: string; namespace?: string; database: string; user: string; query: string}
		| {type: 'write'; file: string; content: string}
	);

export type ActionType = Action['type'];

/** What output must be; both when both are given. */
export interface OutputExpectation {
	equals?: string;
	/** A regular expression. */
	matches?: string;
}

export type Scalar = string | number | boolean | null;

/** Either one object by name, or several by selector (all of the namespace when there is none). */
export interface ObjectQuery {
	kind: string;
	/** Only needed where two groups have the kind. */
	apiVersion?: string;
	/** Absent for cluster-wide kinds. */
	namespace?: string;
	name?: string;
	selector?: string;
}

export type ObjectExpectation =
	| {type: 'object'; partial?: unknown; cel?: string}
	| {type: 'objects'; count?: number; all?: unknown; any?: unknown; none?: unknown; cel?: string};

export type Probe =
	| {type: 'get'; query: ObjectQuery; expect: ObjectExpectation}
	| {type: 'absent'; query: ObjectQuery}
	| {
			type: 'sql';
			pod: string;
			namespace?: string;
			database: string;
			user: string;
			query: string;
			/** One value, or all rows, or an error whose SQLSTATE or message matches. */
			expect: {value: Scalar} | {rows: Scalar[][]} | {error: string};
	  }
	| {
			type: 'exec';
			pod: string;
			namespace?: string;
			container?: string;
			command: string[];
			exitCode: number;
			output: OutputExpectation;
	  }
	| {type: 'run'; command: string; exitCode: number; output: OutputExpectation}
	/** `range` is a semver range; undefined: what .tool-versions says. */
	| {
			type: 'tool';
			name: string;
			command: string[] | undefined;
			range: string | undefined;
			cure: Text | undefined;
	  }
	| {type: 'context'; namespace?: string; name?: string};

export type CheckType = Probe['type'];

/** How a check's truth is judged over time; all in milliseconds. */
export type Timing =
	| {type: 'within'; within: number; stableFor: number}
	/** True throughout. */
	| {type: 'consistently'; duration: number}
	/** Never true throughout. */
	| {type: 'never'; duration: number};

/** A condition (CEL over object or objects) with the sentence to say when it holds. */
export interface Reason {
	get: ObjectQuery | undefined;
	when: string;
	say: Text;
	location: Location;
}

export interface Check {
	id: string;
	title: Text;
	probe: Probe;
	timing: Timing;
	/** End the wait at once when one of these holds. */
	failFast: Reason[];
	/** Explain a red check. */
	whyNot: Reason[];
	/** May be green before the step's action. */
	green: boolean;
	location: Location;
}
