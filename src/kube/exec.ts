import type {IncomingMessage} from 'node:http';
import type {Credentials} from './credentials.ts';
import type {ExecOptions, ExecResult} from './kube.ts';
import {answerError, connectionError, KubeError} from './kube-error.ts';

// Channels of the protocols v4 and v5.channel.k8s.io; 255 (v5) closes the channel named after it.
const stdin = 0;
const stdout = 1;
const stderr = 2;
const status = 3;
const close = 255;

interface ExecStatus {
	status: string;
	reason?: string;
	message?: string;
	details?: {causes?: Array<{reason?: string; message?: string}>};
}

/**
 * Runs a command in a Pod. Throws KubeError, passing when the Pod or the container is not there yet, and when
 * `timeoutMs` is over (reason "Timeout"; the command may go on in the Pod).
 */
export async function exec(credentials: Credentials, options: ExecOptions): Promise<ExecResult> {
	options.signal.throwIfAborted();
	const {WebSocket} = await import('ws');
	const tls = await credentials.options();
	const socket = new WebSocket(
		credentials.server.replace(/^http/, 'ws') + pathOf(options),
		['v5.channel.k8s.io', 'v4.channel.k8s.io'],
		tls,
	);
	const output = {[stdout]: [] as Buffer[], [stderr]: [] as Buffer[]};
	let result: ExecStatus | undefined;

	return new Promise<ExecResult>((resolve, reject) => {
		const fail = (error: Error) => {
			finish();
			reject(error);
		};
		const timer = setTimeout(() => {
			const words = `${options.command[0]} in ${options.pod} took longer than ${options.timeoutMs / 1000} s`;
			fail(new KubeError(words, {reason: 'Timeout', passing: true}));
		}, options.timeoutMs);
		const onAbort = () => fail(options.signal.reason as Error);
		const finish = () => {
			clearTimeout(timer);
			options.signal.removeEventListener('abort', onAbort);
			// Not close(): a server that hangs would keep the socket, and this process, for 30 s more.
			socket.terminate();
		};
		options.signal.addEventListener('abort', onAbort, {once: true});

		socket.on('unexpected-response', (_request, response: IncomingMessage) => {
			void readBody(response).then((body) => fail(refusal(response.statusCode!, body)));
		});
		socket.on('error', (error) => fail(connectionError(credentials.server, error)));
		socket.on('open', () => {
			if (options.stdin !== undefined) {
				socket.send(Buffer.concat([Buffer.from([stdin]), Buffer.from(options.stdin)]));
				socket.send(Buffer.from([close, stdin]));
			}
		});
		socket.on('message', (data: Buffer) => {
			const channel = data[0];
			const payload = data.subarray(1);
			if (channel === stdout || channel === stderr) {
				output[channel].push(payload);
				if (payload.length > 0) {
					options.onOutput?.(channel === stdout ? 'stdout' : 'stderr', payload.toString());
				}
			} else if (channel === status && payload.length > 0) {
				result = JSON.parse(payload.toString()) as ExecStatus;
				socket.close();
			}
		});
		socket.on('close', () => {
			finish();
			const text = (channel: typeof stdout | typeof stderr) => Buffer.concat(output[channel]).toString();
			const exitCode = result && exitCodeOf(result);
			if (exitCode === undefined) {
				const words = result?.message ?? 'the connection ended before the command did';
				reject(new KubeError(words, {reason: result?.reason ?? 'Closed', passing: true}));
			} else {
				resolve({exitCode, stdout: text(stdout), stderr: text(stderr)});
			}
		});
	});
}

function pathOf({namespace, pod, container, command, stdin: input}: ExecOptions): string {
	const search = new URLSearchParams(command.map((word): [string, string] => ['command', word]));
	search.set('stdout', 'true');
	search.set('stderr', 'true');
	if (input !== undefined) {
		search.set('stdin', 'true');
	}

	if (container !== undefined) {
		search.set('container', container);
	}

	return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/exec?${search.toString()}`;
}

/** A Pod or container that is not there yet can come; a refusal, or a container of another name, stays. */
function refusal(code: number, body: string): KubeError {
	const error = answerError(code, body);
	const isFinal = code === 401 || code === 403 || /is not valid for pod/.test(error.message);
	// A kubelet whose container does not run makes the server say 500, which is no trouble of the server's.
	const isNotRunning = code === 500 && /container|pod/i.test(error.message);
	return new KubeError(error.message, {
		code: isNotRunning ? 400 : code,
		reason: isNotRunning ? 'NotRunning' : error.reason,
		passing: !isFinal,
		cause: error,
	});
}

/** Undefined when the command did not run to its end. */
function exitCodeOf(result: ExecStatus): number | undefined {
	if (result.status === 'Success') {
		return 0;
	}

	const cause = result.details?.causes?.find(({reason}) => reason === 'ExitCode');
	return cause?.message === undefined ? undefined : Number(cause.message);
}

async function readBody(response: IncomingMessage): Promise<string> {
	let body = '';
	response.setEncoding('utf8');
	try {
		for await (const chunk of response) {
			body += chunk as string;
		}
	} catch {
		// What has arrived is all there is to say.
	}

	return body;
}
