import {readFile} from 'node:fs/promises';
import {Agent, request} from 'node:https';
import {parse} from 'yaml';

interface Kubeconfig {
	clusters: Array<{cluster: {server: string; 'certificate-authority-data': string}}>;
	users: Array<{user: {'client-certificate-data': string; 'client-key-data': string}}>;
}

/** Merge patches over one connection that stays open, so that what is measured is the change and not a handshake. */
export async function openPatches(kubeconfig: string) {
	const {clusters, users} = parse(await readFile(kubeconfig, 'utf8')) as Kubeconfig;
	const {server, 'certificate-authority-data': ca} = clusters[0]!.cluster;
	const {'client-certificate-data': cert, 'client-key-data': key} = users[0]!.user;
	const decode = (text: string) => Buffer.from(text, 'base64');
	const agent = new Agent({
		keepAlive: true,
		maxSockets: 1,
		ca: decode(ca),
		cert: decode(cert),
		key: decode(key),
	});
	return {
		/** Throws when the answer is no 200. */
		patch(path: string, body: unknown): Promise<void> {
			return new Promise((resolve, reject) => {
				const asked = request(
					new URL(path, server),
					{agent, method: 'PATCH', headers: {'content-type': 'application/merge-patch+json'}},
					(answer) => {
						answer.resume();
						answer.once('end', () =>
							answer.statusCode === 200
								? resolve()
								: reject(new Error(`${path}: ${answer.statusCode} ${answer.statusMessage}`)),
						);
					},
				);
				asked.once('error', reject);
				asked.end(JSON.stringify(body));
			});
		},
		close: () => agent.destroy(),
	};
}
