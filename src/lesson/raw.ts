// What course.yaml and lesson.yaml hold once they conform to format.ts.

import type {ObjectQuery, PlatformName, Scalar, Text} from './types.ts';

export interface RawCourse {
	id: string;
	title: Text;
	namespace: string;
	database?: {selector: string; user?: string; database?: string};
	lessons: string[];
}

export interface RawLesson {
	minutes: number;
	needs?: string[];
	on?: PlatformName[];
	steps: RawStep[];
}

export interface RawStep {
	id: string;
	on?: PlatformName[];
	do?: RawAction[];
	checks?: RawCheck[];
	hints?: Text[];
	notes?: Text;
	cleanup?: RawAction[];
}

interface InPod {
	pod: string;
	namespace?: string;
}

interface RawSql extends InPod {
	database?: string;
	user?: string;
	query: string;
}

interface RawExec extends InPod {
	container?: string;
	command: string[];
}

export interface RawAction {
	apply?: string;
	delete?: {kind?: string; name?: string; selector?: string; namespace?: string; file?: string};
	patch?: {kind: string; name: string; namespace?: string; patch: Record<string, unknown>};
	context?: {namespace: string};
	run?: string | {command: string; env?: Record<string, unknown>};
	exec?: RawExec;
	sql?: RawSql;
	write?: {file: string; content?: string; from?: string};
	as?: string;
	timeout?: string;
}

interface RawOutput {
	exitCode?: number;
	stdout?: {equals?: string; matches?: string};
}

export interface RawReason {
	get?: ObjectQuery;
	when: string;
	say: Text;
}

export interface RawCheck {
	id: string;
	title: Text;
	get?: ObjectQuery;
	expect?: Record<string, unknown>;
	absent?: ObjectQuery;
	sql?: RawSql & {value?: Scalar; rows?: Scalar[][]; error?: string};
	exec?: RawExec & RawOutput;
	run?: string | ({command: string} & RawOutput);
	tool?: {name: string; command?: string[]; range?: string; cure?: Text};
	context?: {namespace?: string; name?: string};
	within?: string;
	stableFor?: string;
	consistently?: string;
	never?: string;
	failFast?: RawReason[];
	whyNot?: RawReason[];
	green?: boolean;
}
