import type {
	ClaimPicture,
	ClusterPicture,
	MemberPicture,
	NodePicture,
	PodPicture,
} from '../../../src/engine/workshop-events.ts';

export const now = Date.UTC(2026, 0, 1, 12, 0, 0);

export function node(name: string, more: Partial<NodePicture> = {}): NodePicture {
	const isControlPlane = name.endsWith('control-plane');
	return {name, isControlPlane, ready: true, unschedulable: false, ...more};
}

export function pod(name: string, nodeName: string | undefined, more: Partial<PodPicture> = {}): PodPicture {
	return {
		namespace: 'postgres',
		name,
		uid: name,
		node: nodeName,
		status: 'Running',
		readyContainers: more.isReady === false ? 0 : 1,
		containers: 1,
		isReady: true,
		restarts: 0,
		createdAt: now - 12_000,
		message: undefined,
		isDatabase: name.startsWith('postgres-'),
		...more,
	};
}

export function claims(member: number, more: Partial<ClaimPicture> = {}): ClaimPicture[] {
	return ['archives', 'pgdata'].map((volume) => ({
		name: `${volume}-postgres-${member}`,
		phase: 'Bound',
		capacity: '2Gi',
		volume: `pvc-${volume}-${member}`,
		pods: [`postgres-${member}`],
		...more,
	}));
}

export function standby(name: string, more: Partial<MemberPicture> = {}): MemberPicture {
	return {pod: name, role: 'standby', state: 'streaming', syncState: 'sync', lagBytes: 0, ...more};
}

export function primary(name: string): MemberPicture {
	return {pod: name, role: 'primary', state: undefined, syncState: undefined, lagBytes: undefined};
}

const names = ['control-plane', 'worker', 'worker2', 'worker3'].map((name) => `postgres-cluster-${name}`);

export const nodes = names.map((name) => node(name));

export const [, worker, worker2, worker3] = names;

/** A primary and two synchronous standbys, all well. */
export function replicating(more: Partial<ClusterPicture> = {}): ClusterPicture {
	return {
		state: 'running',
		message: 'The playground runs at https://127.0.0.1:6443, pid 1.',
		nodes,
		pods: [pod('postgres-0', worker), pod('postgres-1', worker2), pod('postgres-2', worker3)],
		claims: [0, 1, 2].flatMap((member) => claims(member)),
		members: [primary('postgres-0'), standby('postgres-1'), standby('postgres-2')],
		waitingCommits: 0,
		...more,
	};
}

/** postgres-2 is still cloning. */
export function cloning(): ClusterPicture {
	return replicating({
		pods: [
			pod('postgres-0', worker),
			pod('postgres-1', worker2, {restarts: 2}),
			pod('postgres-2', worker3, {status: 'Init:1/2', isReady: false}),
		],
		members: [primary('postgres-0'), standby('postgres-1', {syncState: 'async', lagBytes: 3_500_000})],
	});
}

/** postgres-2 answers, and gets no WAL; one commit waits for it. */
export function waiting(): ClusterPicture {
	return replicating({
		pods: [
			pod('postgres-0', worker),
			pod('postgres-1', worker2),
			pod('postgres-2', worker3, {isReady: false}),
		],
		members: [
			primary('postgres-0'),
			standby('postgres-1'),
			standby('postgres-2', {state: undefined, syncState: undefined, lagBytes: undefined}),
		],
		waitingCommits: 1,
	});
}

/** Scaled to two; the third member's claims are left. */
export function away(): ClusterPicture {
	return replicating({
		pods: [pod('postgres-0', worker), pod('postgres-1', worker2)],
		claims: [...claims(0), ...claims(1), ...claims(2, {pods: []})],
		members: [primary('postgres-0'), standby('postgres-1')],
		waitingCommits: 1,
	});
}

/** Before the database: one Pod runs, one cannot be placed, one fails; a node is cordoned and one is gone. */
export function troubled(): ClusterPicture {
	return replicating({
		nodes: [
			node(names[0] ?? ''),
			node(worker ?? ''),
			node(worker2 ?? '', {unschedulable: true}),
			node(worker3 ?? '', {ready: false}),
		],
		pods: [
			pod('config-check', worker, {status: 'Completed', isReady: false}),
			pod('reader-7d4b9c6f5-x2x9q', worker2, {
				status: 'CrashLoopBackOff',
				isReady: false,
				restarts: 4,
				message: 'back-off 40s restarting failed container=reader pod=reader-7d4b9c6f5-x2x9q_postgres',
			}),
			pod('consumer', undefined, {
				status: 'Pending',
				isReady: false,
				message:
					'0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, persistentvolumeclaim "archives" not found. preemption: 0/4 nodes are available',
			}),
		],
		claims: [{name: 'scratch', phase: 'Pending', capacity: undefined, volume: undefined, pods: ['consumer']}],
		members: [],
	});
}
