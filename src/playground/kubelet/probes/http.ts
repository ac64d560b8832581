import {request as requestHttps} from 'node:https';
import type {HttpGetAction} from '../../kinds/objects.ts';
import {dialError} from './tcp.ts';
import {portNumber, type ProbeResult, type Target} from './types.ts';

/** Redirects that a probe follows. Kubernetes: http probe's RedirectChecker. */
const MAX_REDIRECTS = 10;

/** Asks with GET: a status of 200 to 399 within `timeoutMs` is success. Certificates are not verified. */
export async function probeHttp(
	{spec, podIp, clock}: Pick<Target, 'spec' | 'podIp' | 'clock'>,
	action: HttpGetAction,
	timeoutMs: number,
): Promise<ProbeResult> {
	const scheme = (action.scheme ?? 'HTTP').toLowerCase();
	const host = action.host ?? podIp;
	const url = new URL(action.path ?? '/', `${scheme}://${host}:${portNumber(action.port, spec)}`);
	const headers = {
		'User-Agent': 'kube-probe/1.36',
		Accept: '*/*',
		...Object.fromEntries((action.httpHeaders ?? []).map(({name, value}) => [name, value])),
	};
	const expired = new AbortController();
	const cancelTimeout = clock.after(timeoutMs, () => expired.abort());
	try {
		return await get(url, MAX_REDIRECTS);
	} catch (error) {
		const why = expired.signal.aborted
			? 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'
			: dialError(host, Number(url.port || (scheme === 'https' ? 443 : 80)), error as Error);
		return {result: 'failure', output: `Get "${url.href}": ${why}`};
	} finally {
		cancelTimeout();
	}

	async function get(target: URL, redirects: number): Promise<ProbeResult> {
		const {status, location} = await head(target);
		const next = location === undefined ? undefined : new URL(location, target);
		// Another host is not asked: that the probe was sent there counts as success.
		if (next && redirects > 0 && next.hostname === target.hostname && status >= 300 && status < 400) {
			return get(next, redirects - 1);
		}

		const good = status >= 200 && status < 400;
		return {
			result: good ? 'success' : 'failure',
			output: good ? '' : `HTTP probe failed with statuscode: ${status}`,
		};
	}

	function head(target: URL): Promise<{status: number; location: string | undefined}> {
		return new Promise((resolve, reject) => {
			const options = {headers, signal: expired.signal, agent: false as const, rejectUnauthorized: false};
			// An import of node:http would load undici into every start.
			const {request: requestHttp} = process.getBuiltinModule('node:http');
			const ask = target.protocol === 'https:' ? requestHttps : requestHttp;
			const request = ask(target, options, (response) => {
				response.destroy();
				resolve({status: response.statusCode ?? 0, location: response.headers.location});
			});
			request.once('error', reject);
			request.end();
		});
	}
}
