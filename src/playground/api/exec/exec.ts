import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import type {WebSocket, WebSocketServer} from 'ws';
import {badRequest, StatusError} from '../../registry/status-error.ts';
import type {ExecProcess} from '../../runtime/types.ts';
import type {ObjectExchange} from '../context.ts';
import {flag} from '../query.ts';
import * as channels from './channels.ts';
import {finish, runSession} from './session.ts';

type ExecExchange = Omit<ObjectExchange, 'response'>;

/** Upgrades a request for a Pod's exec to a WebSocket. Throws StatusError while it can still be a response. */
export async function exec(exchange: ExecExchange, socket: Duplex, head: Buffer): Promise<void> {
	const {context, namespace, name, query, request} = exchange;
	checkUpgrade(request);
	const argv = query.getAll('command');
	if (argv.length === 0) {
		throw badRequest('you must specify at least 1 command for the container');
	}

	const options = {tty: flag(query, 'tty'), stdin: flag(query, 'stdin')};
	const container = query.get('container') ?? undefined;
	const started = context.agent.exec(namespace!, name, container, argv, options);
	const process = await started.catch((error: unknown) => {
		// What is wrong with the request is an HTTP status; a command that does not start is told in the session.
		if (error instanceof StatusError && error.code < 500) {
			throw error;
		}

		return error;
	});
	if (socket.destroyed) {
		kill(process);
		return;
	}

	const websocket = await upgrade(request, socket, head).catch((error: unknown) => {
		kill(process);
		throw error;
	});
	if (isProcess(process)) {
		await runSession(websocket, process, argv);
	} else {
		finish(websocket, channels.failure(process));
	}
}

function isProcess(value: unknown): value is ExecProcess {
	return !(value instanceof Error);
}

function kill(process: unknown): void {
	if (isProcess(process)) {
		process.kill();
	}
}

function checkUpgrade({headers}: IncomingMessage): void {
	if (headers.upgrade?.toLowerCase() !== 'websocket') {
		throw badRequest(
			`unable to upgrade to ${headers.upgrade}: this server speaks WebSocket alone; use kubectl 1.31 or newer, ` +
				'or KUBECTL_REMOTE_COMMAND_WEBSOCKETS=true with kubectl 1.29 or 1.30',
		);
	}

	const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
	if (!channels.protocols.some((each) => offered.includes(each))) {
		throw badRequest(
			`unable to upgrade: the client speaks none of the protocols ${channels.protocols.join(', ')}`,
		);
	}
}

let server: Promise<WebSocketServer> | undefined;

async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<WebSocket> {
	server ??= createServer();
	const websockets = await server;
	return new Promise((resolve, reject) => {
		// A handshake that ws refuses ends the socket without calling back.
		socket.once('close', () => reject(new Error('the client went away')));
		websockets.handleUpgrade(request, socket, head, (websocket) => resolve(websocket));
	});
}

async function createServer(): Promise<WebSocketServer> {
	const ws = await import('ws');
	return new ws.WebSocketServer({
		noServer: true,
		clientTracking: false,
		handleProtocols: (offered) => channels.protocols.find((each) => offered.has(each)) ?? false,
	});
}
