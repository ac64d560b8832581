import type {Kube} from '../../kube/kube.ts';
import type {Database} from '../../lesson/types.ts';
import {runSql} from '../psql.ts';
import type {MemberPicture} from '../workshop-events.ts';

/** A server that can be asked. */
export interface Member {
	pod: string;
	namespace: string;
	uid: string;
	/** Addresses of its Pod. */
	addresses: string[];
	/** A container of it runs. */
	isRunning: boolean;
}

export interface Replication {
	members: MemberPicture[];
	waitingCommits: number;
}

const timeoutMs = 2000;

/**
 * One row about the server itself, then one a standby. All of it is asked in one session, since a session is what is
 * dear. PostgreSQL: pg_current_wal_lsn() is an error during recovery, so it stands where it is not evaluated then.
 */
const query = `
select pg_is_in_recovery()::text, (select count(*) from pg_stat_activity where wait_event = 'SyncRep')::text, null, null, null
union all
select host(client_addr), application_name, state, sync_state,
  case when pg_is_in_recovery() then null else pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::bigint end::text
from pg_stat_replication`;

/**
 * Asks the servers, one at a time, who is primary and who streams from it; `primary` is the name of the one that was.
 * A server that does not answer is unknown.
 */
export async function askReplication(
	kube: Kube,
	members: readonly Member[],
	database: Database,
	primary: string | undefined,
	signal: AbortSignal,
): Promise<Replication> {
	const pictures = new Map(members.map(({pod}) => [pod, unknown(pod)]));
	// The one that was primary most likely still is, and knows of all the others.
	const order = members.toSorted((one, other) => Number(other.pod === primary) - Number(one.pod === primary));
	let waitingCommits = 0;
	for (const member of order) {
		if (!member.isRunning || pictures.get(member.pod)!.role !== 'unknown') {
			continue;
		}

		const answer = await ask(kube, member, database, signal);
		signal.throwIfAborted();
		if (answer === undefined) {
			continue;
		}

		pictures.get(member.pod)!.role = answer.isPrimary ? 'primary' : 'standby';
		if (answer.isPrimary) {
			waitingCommits += answer.waitingCommits;
			for (const standby of answer.standbys) {
				const pod = members.find((one) => isOf(standby, one))?.pod;
				if (pod !== undefined) {
					const {state, syncState, lagBytes} = standby;
					pictures.set(pod, {pod, role: 'standby', state, syncState, lagBytes});
				}
			}
		}
	}

	return {members: [...pictures.values()], waitingCommits};
}

export function unknown(pod: string): MemberPicture {
	return {pod, role: 'unknown', state: undefined, syncState: undefined, lagBytes: undefined};
}

interface Standby {
	address: string | null;
	application: string | null;
	state: string | undefined;
	syncState: string | undefined;
	lagBytes: number | undefined;
}

interface Answer {
	isPrimary: boolean;
	waitingCommits: number;
	standbys: Standby[];
}

async function ask(
	kube: Kube,
	{pod, namespace}: Member,
	{user, database}: Database,
	signal: AbortSignal,
): Promise<Answer | undefined> {
	try {
		const result = await runSql(kube, {pod, namespace, user, database, query}, {timeoutMs, signal});
		if (result.type === 'error') {
			return undefined;
		}

		const [self, ...standbys] = result.rows;
		return {
			isPrimary: self?.[0] === 'false',
			waitingCommits: Number(self?.[1] ?? 0),
			standbys: standbys.map(([address, application, state, syncState, lag]) => ({
				address: address ?? null,
				application: application ?? null,
				state: state ?? undefined,
				syncState: syncState ?? undefined,
				// A standby may know of a later position than the moment this one was asked.
				lagBytes: lag === null || lag === undefined ? undefined : Math.max(0, Number(lag)),
			})),
		};
	} catch {
		// It starts, stops, or hangs; its Pod's status says more.
		return undefined;
	}
}

/** A standby comes from its Pod's address; through a proxy it still says its name. */
function isOf({address, application}: Standby, {pod, addresses}: Member): boolean {
	const isNamed = application?.replaceAll('_', '-') === pod;
	return isNamed || (address !== null && addresses.includes(address));
}
