import {spawn} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {Agent, request} from 'node:https';
import {parse} from 'yaml';

/** Somebody who writes one thing after another, and remembers what was acknowledged. */
export interface Writer {
	acknowledged: ReadonlySet<string>;
	/** Settles when it could not go on, or after `stop`. */
	ended: Promise<void>;
	stop(): void;
}

interface Kubeconfig {
	clusters: [{cluster: {server: string; 'certificate-authority-data': string}}];
	users: [{user: {'client-certificate-data': string; 'client-key-data': string}}];
}

export interface Api {
	ask(method: string, path: string, body?: unknown): Promise<{code: number; body: unknown}>;
	close(): void;
}

/** A client of the API that `kubeconfig` names, on one connection. Rejects when it is cut off. */
export async function connectApi(kubeconfig: string): Promise<Api> {
	const {clusters, users} = parse(await readFile(kubeconfig, 'utf8')) as Kubeconfig;
	const agent = new Agent({
		keepAlive: true,
		maxSockets: 1,
		ca: decode(clusters[0].cluster['certificate-authority-data']),
		cert: decode(users[0].user['client-certificate-data']),
		key: decode(users[0].user['client-key-data']),
	});
	return {
		ask: (method, path, body) =>
			new Promise((resolve, reject) => {
				const url = new URL(path, clusters[0].cluster.server);
				const headers = {'content-type': 'application/json'};
				const asked = request(url, {method, agent, headers}, (answer) => {
					let text = '';
					answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
					answer.on('error', reject);
					answer.on('end', () => resolve({code: answer.statusCode ?? 0, body: JSON.parse(text) as unknown}));
				});
				asked.on('error', reject);
				asked.end(body === undefined ? undefined : JSON.stringify(body));
			}),
		close: () => agent.destroy(),
	};
}

/** Creates ConfigMaps in namespace `default`, until the API is gone. */
export function writeObjects(api: Api, prefix: string): Writer {
	const acknowledged = new Set<string>();
	let stopped = false;
	const write = async () => {
		for (let number = 0; !stopped; number++) {
			const name = `${prefix}-${number}`;
			const object = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name}, data: {number: `${number}`}};
			const {code} = await api.ask('POST', '/api/v1/namespaces/default/configmaps', object);
			if (code === 201) {
				acknowledged.add(name);
			}
		}
	};
	return {acknowledged, ended: write().catch(() => undefined), stop: () => (stopped = true)};
}

/** Inserts rows into table `kept (word text)` of postgres-0, each committed when it is answered. */
export function writeRows(env: NodeJS.ProcessEnv, prefix: string): Writer {
	const acknowledged = new Set<string>();
	const psql = ['psql', '-U', 'postgres', '-qAt'];
	const kubectl = ['kubectl', '-n', 'postgres', 'exec', '-i', 'postgres-0', '-c', 'postgres', '--'];
	const child = spawn('env', [...kubectl, ...psql], {env, stdio: ['pipe', 'pipe', 'ignore']});
	child.stdin.on('error', () => undefined);
	let number = 0;
	const next = () =>
		void child.stdin.write(`insert into kept values ('${prefix}-${number++}') returning word;\n`);
	let rest = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		const lines = (rest + text).split('\n');
		rest = lines.pop() ?? '';
		for (const word of lines) {
			acknowledged.add(word);
			next();
		}
	});
	next();
	return {
		acknowledged,
		ended: new Promise((resolve) => child.once('close', () => resolve())),
		stop: () => child.stdin.end(),
	};
}

function decode(base64: string): Buffer {
	return Buffer.from(base64, 'base64');
}
