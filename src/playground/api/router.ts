import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Duplex} from 'node:stream';
import type {Kind} from '../kinds/kind.ts';
import {badRequest, internalError, StatusError} from '../registry/status-error.ts';
import {answerResource, type Answer} from './answer-resource.ts';
import {isAuthenticated, isOpen} from './authentication.ts';
import type {ApiContext, Exchange, ObjectExchange} from './context.ts';
import {Discovery} from './discovery/discovery.ts';
import {methodNotAllowed, noSuchPath, unauthorized} from './errors.ts';
import {refuseUpgrade} from './exec/upgrade.ts';
import {OpenApi} from './openapi/openapi.ts';
import {parseResourcePath, type ResourcePath} from './path.ts';
import {sendError, sendJson, sendText} from './respond.ts';
import {review, reviews} from './reviews.ts';
import {versionInfo} from './version.ts';

const noQuery = new URLSearchParams();

/** Finds what answers a request. */
export class Router {
	readonly #context: ApiContext;
	readonly #discovery: Discovery;
	readonly #openApi: OpenApi;
	readonly #kinds: ReadonlyMap<string, Kind>;

	constructor(context: ApiContext) {
		this.#context = context;
		this.#discovery = new Discovery(context.kinds);
		this.#openApi = new OpenApi(context.kinds);
		this.#kinds = new Map(
			context.kinds.map((kind) => [`${kind.group}/${kind.version}/${kind.plural}`, kind]),
		);
	}

	/** Answers a request; never throws. */
	handle(request: IncomingMessage, response: ServerResponse): void {
		try {
			const answer = this.#route({...this.#exchange(request), response});
			answer?.catch((error: unknown) => this.#fail(request, response, error));
		} catch (error) {
			this.#fail(request, response, error);
		}
	}

	/** Answers a request for an upgrade of the connection: exec is the one thing that there is. Never throws. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		socket.on('error', () => socket.destroy());
		this.#exec(request, socket, head).catch((error: unknown) => {
			if (!socket.destroyed) {
				refuseUpgrade(socket, this.#statusOf(request, error));
			}
		});
	}

	async #exec(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		const exchange = this.#exchange(request);
		if (!isAuthenticated(request)) {
			throw unauthorized();
		}

		const resource = this.#resource(exchange);
		if (
			resource?.kind.resource !== 'pods' ||
			resource.name === undefined ||
			resource.subresource !== 'exec'
		) {
			throw noSuchPath();
		}

		const {exec} = await import('./exec/exec.ts');
		await exec(resource as Omit<ObjectExchange, 'response'>, socket, head);
	}

	#exchange(request: IncomingMessage): Omit<Exchange, 'response'> {
		const url = request.url ?? '/';
		const mark = url.indexOf('?');
		return {
			context: this.#context,
			request,
			path: mark === -1 ? url : url.slice(0, mark),
			query: mark === -1 ? noQuery : new URLSearchParams(url.slice(mark + 1)),
		};
	}

	/** The object or collection that a request is about; throws 404, and 400 for a path that cannot be decoded. */
	#resource<E extends Omit<Exchange, 'response'>>(exchange: E) {
		const path = parsePath(exchange.path);
		if (path?.plural === undefined) {
			return undefined;
		}

		const {group, version, plural, namespace, name, subresource} = path;
		const kind = this.#kinds.get(`${group}/${version}/${plural}`);
		if (kind === undefined || (namespace !== undefined && !kind.namespaced)) {
			throw noSuchPath();
		}

		if (name !== undefined && kind.namespaced && namespace === undefined) {
			throw noSuchPath();
		}

		return {...exchange, kind, namespace, name, subresource};
	}

	#route(exchange: Exchange): Answer {
		const {path, request} = exchange;
		if (isOpen(path)) {
			return answerOpen(exchange);
		}

		if (!isAuthenticated(request)) {
			throw unauthorized();
		}

		const found = reviewAt(path);
		if (found !== undefined) {
			return review(exchange, found);
		}

		const resource = this.#resource(exchange);
		return resource === undefined ? this.#describe(exchange) : answerResource(resource);
	}

	/** What tells of the API: discovery and OpenAPI. */
	#describe(exchange: Exchange): Answer {
		const path = exchange.path.length > 1 ? exchange.path.replace(/\/$/u, '') : exchange.path;
		if (exchange.request.method !== 'GET') {
			throw path.startsWith('/api') ? methodNotAllowed() : noSuchPath();
		}

		if (path === '/api' || path === '/apis') {
			return this.#discovery.root(exchange, path);
		}

		if (path.startsWith('/openapi/')) {
			return this.#openApi.answer(exchange, path);
		}

		const groupVersion = parsePath(path);
		if (groupVersion !== undefined) {
			return this.#discovery.groupVersion(exchange, groupVersion.group, groupVersion.version);
		}

		const group = /^\/apis\/([^/]+)$/u.exec(path)?.[1];
		if (group === undefined) {
			throw noSuchPath();
		}

		return this.#discovery.group(exchange, group);
	}

	#fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
		const answer = this.#statusOf(request, error);
		if (response.headersSent) {
			// A stream: all that is left to say is that it did not end well.
			response.destroy();
			return;
		}

		// What is left of a body that was refused is not read: the connection ends with the answer.
		if (!request.complete) {
			response.setHeader('connection', 'close');
		}

		sendError(response, answer);
	}

	/** The answer to a request that failed; what is our fault is logged. */
	#statusOf(request: IncomingMessage, error: unknown): StatusError {
		const answer = error instanceof StatusError ? error : internalError((error as Error).message);
		if (answer.code >= 500) {
			const detail = error instanceof StatusError ? error.message : (error as Error).stack;
			this.#context.log(`${request.method} ${request.url}: ${detail}`);
		}

		return answer;
	}
}

function parsePath(path: string): ResourcePath | undefined {
	try {
		return parseResourcePath(path);
	} catch {
		throw badRequest(`the path ${JSON.stringify(path)} cannot be decoded`);
	}
}

function answerOpen({path, response, context}: Exchange): void {
	if (path.startsWith('/version')) {
		sendJson(response, 200, versionInfo(context.version));
	} else {
		sendText(response, 200, 'ok');
	}
}

function reviewAt(path: string) {
	return path.includes('/selfsubject')
		? reviews.find(({group, plural}) => path === `/apis/${group}/v1/${plural}`)
		: undefined;
}
