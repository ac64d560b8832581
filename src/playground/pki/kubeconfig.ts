import {readFile} from 'node:fs/promises';
import type {Pki} from './pki.ts';
import {writePrivateFile} from './private-file.ts';

/** Name of the kubeconfig's cluster, user and context. */
export const contextName = 'doklab-playground';

/**
 * Writes a kubeconfig (mode 0600, whole or not at all) with one context for the API server on
 * 127.0.0.1:`port`. Without `namespace` the one that the learner set in an existing file is kept.
 */
export async function writeKubeconfig(
	path: string,
	options: {pki: Pick<Pki, 'ca' | 'client'>; port: number; namespace?: string},
): Promise<void> {
	const namespace = options.namespace ?? (await currentNamespace(path));
	await writePrivateFile(path, kubeconfig(options.pki, options.port, namespace));
}

function kubeconfig(pki: Pick<Pki, 'ca' | 'client'>, port: number, namespace: string | undefined): string {
	return `apiVersion: v1
kind: Config
clusters:
- cluster:
    certificate-authority-data: ${base64(pki.ca.certificate)}
    server: https://127.0.0.1:${port}
  name: ${contextName}
contexts:
- context:
    cluster: ${contextName}${namespace === undefined ? '' : `\n    namespace: ${JSON.stringify(namespace)}`}
    user: ${contextName}
  name: ${contextName}
current-context: ${contextName}
preferences: {}
users:
- name: ${contextName}
  user:
    client-certificate-data: ${base64(pki.client.certificate)}
    client-key-data: ${base64(pki.client.key)}
`;
}

function base64(text: string): string {
	return Buffer.from(text).toString('base64');
}

interface Kubeconfig {
	'current-context'?: unknown;
	contexts?: Array<{name?: unknown; context?: {namespace?: unknown}} | null>;
}

/** The namespace of the file's current context; undefined when there is none, or no readable file. */
async function currentNamespace(path: string): Promise<string | undefined> {
	let text: string;
	try {
		text = await readFile(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return undefined;
		}

		throw error;
	}

	if (!/^\s*"?namespace"?\s*:/mu.test(text)) {
		return undefined;
	}

	try {
		const {parse} = await import('yaml');
		const config = parse(text) as Kubeconfig | null;
		const current = config?.contexts?.find((each) => each?.name === config['current-context']);
		const namespace = current?.context?.namespace;
		return typeof namespace === 'string' && namespace !== '' ? namespace : undefined;
	} catch {
		// A damaged file is replaced; there is nothing in it to keep.
		return undefined;
	}
}
