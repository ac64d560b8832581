import type {PlatformName} from '../lesson/types.ts';
import type {SessionEvent} from './events.ts';

/**
 * proved: its checks were green, and those of its last step are now. open: being worked on. next: what comes after the
 * newest proved one. unavailable: not for this platform.
 */
export type LessonStatus = 'proved' | 'open' | 'next' | 'later' | 'unavailable';

export interface NodePicture {
	name: string;
	isControlPlane: boolean;
	ready: boolean;
	/** Cordoned. */
	unschedulable: boolean;
}

export interface PodPicture {
	namespace: string;
	name: string;
	uid: string;
	/** Undefined while it is not scheduled. */
	node: string | undefined;
	/** As kubectl's STATUS column: Running, Init:1/2, CrashLoopBackOff, Terminating ... */
	status: string;
	readyContainers: number;
	containers: number;
	/** Condition Ready. */
	isReady: boolean;
	restarts: number;
	/** Milliseconds since the epoch. */
	createdAt: number;
	/** Why it waits, in the cluster's words: the container's waiting message, or why it is not scheduled. */
	message: string | undefined;
	isDatabase: boolean;
}

export interface ClaimPicture {
	name: string;
	phase: string;
	capacity: string | undefined;
	volume: string | undefined;
	/** Names of the Pods that mount it. */
	pods: string[];
}

/** One PostgreSQL server, as it says itself (role), and as its primary says (the rest). */
export interface MemberPicture {
	pod: string;
	role: 'primary' | 'standby' | 'unknown';
	/** pg_stat_replication.state, `streaming`; undefined when the primary does not know it. */
	state: string | undefined;
	/** pg_stat_replication.sync_state: sync, async, quorum, potential. */
	syncState: string | undefined;
	/** Bytes of WAL that it has not replayed yet. */
	lagBytes: number | undefined;
}

/** The cluster as it is now, for people. */
export interface ClusterPicture {
	state: 'unknown' | 'absent' | 'stopped' | 'running' | 'broken';
	/** One line about the state: where it is, or what is wrong. */
	message: string;
	nodes: NodePicture[];
	/** Of the course's namespace. */
	pods: PodPicture[];
	claims: ClaimPicture[];
	/** In the order of their names; empty while there is no database. */
	members: MemberPicture[];
	/** Commits that wait for a standby (wait_event SyncRep). */
	waitingCommits: number;
}

/** What an interactive session says beside what every session says. */
export type WorkshopEvent =
	| SessionEvent
	| {type: 'lessonChanged'; lesson: string; status: LessonStatus; durationMs: number}
	/** The step that is worked on now: its checks are watched. */
	| {type: 'focusChanged'; lesson: string; step: string}
	/** byHand: none of its actions was run from here. */
	| {type: 'stepProved'; lesson: string; step: string; byHand: boolean; durationMs: number}
	/** A step that was proved is not any more (its checks, or its lesson's reset). */
	| {type: 'stepReopened'; lesson: string; step: string}
	| {type: 'hintShown'; lesson: string; step: string; tier: number}
	| {type: 'clusterChanged'; cluster: ClusterPicture}
	/** Lessons are replayed, reset, or the cluster is rebuilt; ends with workEnded. */
	| {type: 'workStarted'; work: 'replay' | 'reset' | 'rebuild'; lessons: string[]}
	| {type: 'workEnded'; work: 'replay' | 'reset' | 'rebuild'; ok: boolean; message: string | undefined}
	/** At the start: progress held against the cluster. lost: the cluster that it was made on is gone. */
	| {
			type: 'resumed';
			platform: PlatformName;
			proved: string[];
			lost: string[];
			/** Every step that counts as proved, also of lessons that are not. */
			steps: Array<{lesson: string; step: string}>;
			lesson: string;
			step: string;
	  };

export interface WorkshopSummary {
	/** Milliseconds of this session. */
	durationMs: number;
	lessons: Array<{id: string; status: LessonStatus; durationMs: number}>;
	/** What still runs, and the command that removes it; empty when nothing does. */
	remaining: Array<{what: string; command: string}>;
}
