import {createServer as createHttpsServer, type Server as HttpsServer} from 'node:https';
import type {AddressInfo, Server, Socket} from 'node:net';
import type {Clock} from '../../lib/clock.ts';
import type {Kind} from '../kinds/kind.ts';
import type {NodeAgent} from '../kubelet/types.ts';
import type {Pki} from '../pki/pki.ts';
import type {Registry} from '../registry/types.ts';
import {Router} from './router.ts';

export interface ApiServerOptions {
	registry: Registry;
	kinds: readonly Kind[];
	/** Logs and exec of Pods. */
	agent: NodeAgent;
	pki: Pick<Pki, 'ca' | 'server'>;
	/** gitVersion of /version, `v1.36.2+doklab`. */
	version: string;
	clock: Clock;
	/** Receives a line for each internal error. */
	log?: (line: string) => void;
}

export interface ApiServer {
	/** Serves on a port of 127.0.0.1 (0: a free one), or on a server that listens already; gives the port. */
	listen(where: Server | number): Promise<number>;
	/** Ends watches, logs and connections, and stops listening. */
	close(): Promise<void>;
}

/** The Kubernetes API over HTTPS, for clients with a certificate. */
export function createApiServer(options: ApiServerOptions): ApiServer {
	const closing = new AbortController();
	const router = new Router({...options, log: options.log ?? (() => {}), closing: closing.signal});
	const https = createTlsServer(options.pki, router);
	const sockets = new Set<Socket>();
	// Of the plain connections beneath, so that those are counted too that never finish their handshake.
	https.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});

	let outer: Server | undefined;
	return {
		async listen(where) {
			outer = typeof where === 'number' ? undefined : where;
			return outer === undefined ? listenOn(https, where as number) : serveOn(https, outer);
		},
		async close() {
			closing.abort();
			// What was just ended still wants to be written.
			await new Promise((resolve) => setImmediate(resolve));
			const closed = [https, ...(outer === undefined ? [] : [outer])]
				.filter((server) => server.listening)
				.map((server) => new Promise<void>((resolve) => void server.close(() => resolve())));
			for (const socket of sockets) {
				socket.destroySoon();
			}

			const cancel = options.clock.after(flushMs, () => destroyAll(sockets));
			await Promise.all(closed);
			cancel();
		},
	};
}

/** How long clients that do not read may hold up the end. */
const flushMs = 500;

function destroyAll(sockets: Iterable<Socket>): void {
	for (const socket of sockets) {
		socket.destroy();
	}
}

/** A connection that does nothing is kept this long: kubectl and client-node come back on it. */
const keepAliveMs = 120_000;

function createTlsServer(pki: Pick<Pki, 'ca' | 'server'>, router: Router): HttpsServer {
	const https = createHttpsServer({
		key: pki.server.key,
		cert: pki.server.certificate,
		ca: pki.ca.certificate,
		requestCert: true,
		// Without a certificate one may still ask for /healthz and /version, and gets 401 for the rest.
		rejectUnauthorized: false,
		minVersion: 'TLSv1.2',
		keepAliveTimeout: keepAliveMs,
		noDelay: true,
	});
	https.on('request', (request, response) => router.handle(request, response));
	https.on('upgrade', (request, socket, head) => router.upgrade(request, socket, head));
	// A client that goes away in the middle of a handshake is none of our business.
	https.on('tlsClientError', (_error, socket) => socket.destroy());
	return https;
}

function listenOn(https: HttpsServer, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		https.once('error', reject);
		https.listen(port, '127.0.0.1', () => {
			https.off('error', reject);
			resolve((https.address() as AddressInfo).port);
		});
	});
}

/** The outer server accepts, the HTTPS server takes each connection from there. */
async function serveOn(https: HttpsServer, outer: Server): Promise<number> {
	outer.on('connection', (socket) => https.emit('connection', socket));
	return (outer.address() as AddressInfo).port;
}
