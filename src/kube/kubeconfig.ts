import {readFile, rename, stat, writeFile} from 'node:fs/promises';
import {parse, parseDocument, isMap, isSeq, type YAMLMap} from 'yaml';
import {KubeError} from './kube-error.ts';

interface Cluster {
	server: string;
	'certificate-authority'?: string;
	'certificate-authority-data'?: string;
	'insecure-skip-tls-verify'?: boolean;
	'tls-server-name'?: string;
	'proxy-url'?: string;
}

/** A kubeconfig's user; other fields are ways to log in that credentials.ts leaves to client-node. */
export interface User {
	'client-certificate'?: string;
	'client-certificate-data'?: string;
	'client-key'?: string;
	'client-key-data'?: string;
	token?: string;
	[other: string]: unknown;
}

/** The current context of a kubeconfig with what it names. */
export interface CurrentContext {
	name: string;
	/** As set in the context; undefined: not set. */
	namespace: string | undefined;
	cluster: Cluster;
	user: User;
}

interface Kubeconfig {
	'current-context'?: string;
	contexts?: Array<{name: string; context?: {cluster?: string; user?: string; namespace?: string}}>;
	clusters?: Array<{name: string; cluster?: Cluster}>;
	users?: Array<{name: string; user?: User}>;
}

/** Reads the current context of the kubeconfig at `path`. Throws KubeError, passing while there is no file. */
export async function readCurrentContext(path: string): Promise<CurrentContext> {
	const config = (parse(await read(path)) ?? {}) as Kubeconfig;
	const name = config['current-context'] ?? '';
	const context = config.contexts?.find((item) => item.name === name)?.context;
	const cluster = config.clusters?.find((item) => item.name === context?.cluster)?.cluster;
	if (context === undefined || cluster?.server === undefined) {
		throw new KubeError(`${path} has no current context that names a cluster`, {
			reason: 'Kubeconfig',
			passing: false,
		});
	}

	const user = config.users?.find((item) => item.name === context.user)?.user ?? {};
	return {name, namespace: context.namespace, cluster, user};
}

/** Sets (or with undefined takes out) the namespace of the current context, leaving all else as it stands. */
export async function setContextNamespace(path: string, namespace: string | undefined): Promise<void> {
	const document = parseDocument(await read(path));
	const current: unknown = document.get('current-context');
	const contexts: unknown = document.get('contexts');
	const entry = isSeq(contexts)
		? (contexts.items as YAMLMap[]).find((item) => isMap(item) && item.get('name') === current)
		: undefined;
	if (entry === undefined) {
		throw new KubeError(`${path} has no current context`, {reason: 'Kubeconfig', passing: false});
	}

	if (namespace === undefined) {
		entry.deleteIn(['context', 'namespace']);
	} else {
		entry.setIn(['context', 'namespace'], namespace);
	}

	const {mode} = await stat(path);
	const temporary = `${path}.${process.pid}.tmp`;
	await writeFile(temporary, document.toString(), {mode: mode & 0o777});
	await rename(temporary, path);
}

async function read(path: string): Promise<string> {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		throw new KubeError(code === 'ENOENT' ? `there is no cluster yet: ${path} does not exist` : message, {
			reason: code ?? '',
			passing: code === 'ENOENT',
			unreachable: true,
			cause: error,
		});
	}
}
