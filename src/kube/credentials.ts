import {readFile} from 'node:fs/promises';
import {Agent as HttpAgent} from 'node:http';
import {Agent, type RequestOptions} from 'node:https';
import {dirname, resolve} from 'node:path';
import {readCurrentContext, type CurrentContext} from './kubeconfig.ts';

/** How requests reach a cluster. */
export interface Credentials {
	/** Base address, without a slash at its end. */
	server: string;
	/** Namespace of the current context. */
	namespace: string;
	/** TLS, agent and headers of a request; asked for each request, since tokens expire. */
	options(): Promise<RequestOptions>;
	close(): void;
}

const simpleFields = new Set([
	...['client-certificate', 'client-certificate-data', 'client-key', 'client-key-data', 'token'],
]);

/** The credentials of a kubeconfig's current context. */
export async function readCredentials(path: string): Promise<Credentials> {
	const context = await readCurrentContext(path);
	const server = context.cluster.server.replace(/\/+$/, '');
	const namespace = context.namespace ?? 'default';
	const isSimple =
		context.cluster['proxy-url'] === undefined &&
		Object.keys(context.user).every((field) => simpleFields.has(field));
	// Certificates and a fixed token need no client-node, whose loading takes most of a second.
	return {server, namespace, ...(isSimple ? await direct(path, context) : await throughClientNode(path))};
}

async function direct(
	path: string,
	{cluster, user}: CurrentContext,
): Promise<Pick<Credentials, 'options' | 'close'>> {
	const load = async (file: string | undefined, data: string | undefined) =>
		data === undefined ? file && readFile(resolve(dirname(path), file)) : Buffer.from(data, 'base64');
	const tls = {
		ca: await load(cluster['certificate-authority'], cluster['certificate-authority-data']),
		cert: await load(user['client-certificate'], user['client-certificate-data']),
		key: await load(user['client-key'], user['client-key-data']),
		servername: cluster['tls-server-name'],
		rejectUnauthorized: cluster['insecure-skip-tls-verify'] !== true,
	};
	const given = Object.fromEntries(
		Object.entries(tls).filter(([, value]) => value !== undefined && value !== ''),
	);
	const settings = {keepAlive: true, ...given};
	const agent = cluster.server.startsWith('http:') ? new HttpAgent(settings) : new Agent(settings);
	const headers = user.token === undefined ? {} : {authorization: `Bearer ${user.token}`};
	return {
		options: () => Promise.resolve({...given, agent, headers: {...headers}}),
		close: () => agent.destroy(),
	};
}

async function throughClientNode(path: string): Promise<Pick<Credentials, 'options' | 'close'>> {
	const {KubeConfig} = await import('@kubernetes/client-node');
	const config = new KubeConfig();
	config.loadFromFile(path);
	let agent: RequestOptions['agent'];
	return {
		async options() {
			const options: RequestOptions = {};
			await config.applyToHTTPSOptions(options);
			agent = options.agent;
			return options;
		},
		close() {
			if (typeof agent === 'object') {
				agent.destroy();
			}
		},
	};
}
