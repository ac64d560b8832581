import type {ClusterPicture} from '../engine/workshop-events.ts';
import type {Language} from '../lesson/types.ts';
import {words, type Words} from './words.ts';

/** The cluster and the replication in sentences, the most important first; a line each. */
export function clusterSentences(cluster: ClusterPicture, language: Language): string[] {
	const say = words[language];
	if (cluster.state !== 'running') {
		return [say.clusterState(cluster.message)];
	}

	const {nodes, pods, claims} = cluster;
	return [
		say.clusterState(cluster.message),
		...databaseSentences(cluster, say),
		...(nodes.length === 0
			? [say.cluster.noNodes]
			: nodes.map(({name, isControlPlane, ready, unschedulable}) =>
					say.cluster.node(name, isControlPlane, ready, unschedulable),
				)),
		...(pods.length === 0
			? [say.cluster.noPods]
			: pods.map(({name, node, status, readyContainers, containers, restarts, message}) =>
					say.cluster.pod({
						name,
						node,
						status,
						ready: `${readyContainers}/${containers}`,
						restarts,
						message,
					}),
				)),
		...(claims.length === 0
			? []
			: [
					say.cluster.claims(claims.length, claims.filter(({phase}) => phase === 'Bound').length),
					...claims.map(({name, phase, capacity, pods: users}) =>
						say.cluster.claim({name, phase, capacity, pods: say.list(users)}),
					),
				]),
	];
}

function databaseSentences({members, waitingCommits}: ClusterPicture, say: Words): string[] {
	if (members.length === 0) {
		return [];
	}

	const primaries = members.filter(({role}) => role === 'primary');
	return [
		...(primaries.length === 0
			? [say.cluster.noPrimary]
			: primaries.map(({pod}) => say.cluster.primary(pod))),
		...members
			.filter(({role}) => role === 'standby')
			.map(({pod, state, syncState, lagBytes}) =>
				say.cluster.standby({
					pod,
					state,
					syncState,
					lag: lagBytes === undefined ? undefined : bytes(lagBytes),
				}),
			),
		...members.filter(({role}) => role === 'unknown').map(({pod}) => say.cluster.unknownMember(pod)),
		...(waitingCommits > 0 ? [say.cluster.waitingCommits(waitingCommits)] : []),
	];
}

/** As PostgreSQL counts: 1 kB is 1024 bytes. */
function bytes(count: number): string {
	const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
	let value = count;
	let unit = 0;
	while (value >= 1024 && unit < units.length - 1) {
		value /= 1024;
		unit++;
	}

	return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}
