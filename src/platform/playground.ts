import {access} from 'node:fs/promises';
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
			const {state, port: currentPort} = await playgroundState(home);
			if (state === 'running') {
				refuseOtherPort(port, currentPort);
				return;
			}

			await startPlayground({home, port, lifeline: env.DOKLAB_LIFELINE || undefined, signal, onProgress});
		},
		async down(options) {
			await stopPlayground({home, ...options});
		},
		async status(signal) {
			const {state, port, pid} = await playgroundState(home);
			if (state === 'running') {
				return statusOfRunning(kubeconfig, `https://127.0.0.1:${port}, pid ${pid}`, signal);
			}

			const messages = {
				absent: 'There is no playground.',
				stopped: `The playground is stopped; its objects and volumes are kept in ${home}.`,
				starting: 'The playground is starting.',
			};
			return {state: state === 'starting' ? 'broken' : state, message: messages[state], nodes: []};
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
		await access(kubeconfig);
		const {items} = await askApi<{items: Node[]}>(kubeconfig, '/api/v1/nodes', signal);
		const nodes = items.map((node) => ({name: node.metadata.name, ready: isReady(node)}));
		return {state: 'running', message: `The playground runs at ${where}.`, nodes};
	} catch (error) {
		signal.throwIfAborted();
		const reason = error instanceof Error ? error.message : String(error);
		return {state: 'broken', message: `The playground at ${where} does not answer: ${reason}`, nodes: []};
	}
}

async function apiVersion(kubeconfig: string, signal: AbortSignal): Promise<Record<string, string>> {
	const {gitVersion} = await askApi<{gitVersion: string}>(kubeconfig, '/version', signal);
	return {kubernetes: gitVersion.replace(/^v/, '')};
}

function isReady(node: Node): boolean {
	return node.status?.conditions?.some(({type, status}) => type === 'Ready' && status === 'True') ?? false;
}
