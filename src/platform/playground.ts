import {platform} from 'node:os';
import {join} from 'node:path';
import {EnvironmentError} from '../lib/errors.ts';
import {inspectHost, playgroundState, startPlayground, stopPlayground} from '../playground/launch/index.ts';
import {askApi} from './ask-api.ts';
import type {PlatformContext} from './choose.ts';
import type {ClusterStatus, Finding, Platform} from './platform.ts';

interface Node {
	metadata: {name: string};
	status?: {conditions?: Array<{type: string; status: string}>};
}

/**
 * The embedded cluster whose files lie in `home`. With DOKLAB_LIFELINE in `env` it ends with the process that
 * listens there.
 */
export function createPlayground({home, env}: PlatformContext): Platform {
	const kubeconfig = join(home, 'kubeconfig');

	// Looking makes namespaces and takes them down again: once is enough.
	let findings: Promise<Finding[]> | undefined;
	const inspect = () => (findings ??= inspectHost({platform: platform(), path: env.PATH ?? ''}));

	return {
		name: 'playground',
		kubeconfig,
		inspect,
		async up({signal, onProgress, port}) {
			const lifeline = env.DOKLAB_LIFELINE || undefined;
			const {port: current} = await startPlayground({home, port, lifeline, signal, onProgress});
			refuseOtherPort(port, current);
		},
		async down(options) {
			await stopPlayground({home, ...options});
		},
		async status(signal) {
			const {state, port, pid} = await playgroundState(home, signal);
			if (state === 'running') {
				const process = pid === undefined ? '' : `, pid ${pid}`;
				return statusOfRunning(kubeconfig, `https://127.0.0.1:${port}${process}`, signal);
			}

			const messages = {
				absent: 'There is no playground.',
				stopped: `The playground is stopped; its objects and volumes are kept in ${home}.`,
				changing: 'The playground is being started or stopped by another doklab.',
				stopping: 'The playground is stopping.',
				hanging: `The playground${pid === undefined ? '' : ` (pid ${pid})`} does not answer. End it with: doklab down; what it has stored is kept.`,
			};
			const isBroken = state !== 'absent' && state !== 'stopped';
			return {state: isBroken ? 'broken' : state, message: messages[state], nodes: []};
		},
		async versions(signal) {
			const postgres = (await inspect()).find(({id}) => id === 'postgres')?.message;
			const version = /^PostgreSQL (\S+) in /.exec(postgres ?? '')?.[1];
			return {
				...((await playgroundState(home)).state === 'running' ? await apiVersion(kubeconfig, signal) : {}),
				...(version === undefined ? {} : {postgres: version}),
			};
		},
	};
}

function refuseOtherPort(wanted: number | undefined, current: number | undefined): void {
	if (wanted !== undefined && wanted !== current) {
		throw new EnvironmentError(`The playground runs already, on port ${current}.`, [
			`To move it: doklab down, then doklab up --port ${wanted}`,
		]);
	}
}

async function statusOfRunning(
	kubeconfig: string,
	where: string,
	signal: AbortSignal,
): Promise<ClusterStatus> {
	try {
		const {items} = await askApi<{items: Node[]}>(kubeconfig, '/api/v1/nodes', signal);
		const nodes = items.map((node) => ({name: node.metadata.name, ready: isReady(node)}));
		return {state: 'running', message: `The playground runs at ${where}.`, nodes};
	} catch (error) {
		signal.throwIfAborted();
		const {code, message: reason} = error as NodeJS.ErrnoException;
		const message =
			code === 'ENOENT'
				? `The playground runs at ${where}, but its kubeconfig is gone. To write it anew: doklab down, then doklab up.`
				: `The playground at ${where} does not answer: ${reason}`;
		return {state: 'broken', message, nodes: []};
	}
}

async function apiVersion(kubeconfig: string, signal: AbortSignal): Promise<Record<string, string>> {
	const {gitVersion} = await askApi<{gitVersion: string}>(kubeconfig, '/version', signal);
	return {kubernetes: gitVersion.replace(/^v/, '')};
}

function isReady(node: Node): boolean {
	return node.status?.conditions?.some(({type, status}) => type === 'Ready' && status === 'True') ?? false;
}
