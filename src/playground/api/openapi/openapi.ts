import {createHash} from 'node:crypto';
import type {Kind} from '../../kinds/kind.ts';
import type {Exchange} from '../context.ts';
import {noSuchPath} from '../errors.ts';
import {send, sendJson} from '../respond.ts';
import {answerVersion2} from './version2.ts';

interface Document {
	body: string;
	hash: string;
}

/**
 * Answers /openapi/v3: an index, and a document per group and version that is made when first asked for.
 * kubectl reads in it which query parameters there are, how lists merge, and what to explain.
 */
export class OpenApi {
	readonly #kinds: readonly Kind[];
	readonly #documents = new Map<string, Promise<Document>>();

	constructor(kinds: readonly Kind[]) {
		this.#kinds = kinds;
	}

	/** Throws 404 for a document that there is none of. */
	async answer(exchange: Exchange, path: string): Promise<void> {
		if (path === '/openapi/v2') {
			answerVersion2(exchange);
			return;
		}

		if (path === '/openapi/v3') {
			await this.#index(exchange);
			return;
		}

		const kinds = this.#kindsAt(path.slice('/openapi/v3/'.length));
		if (!path.startsWith('/openapi/v3/') || kinds.length === 0) {
			throw noSuchPath();
		}

		const {request, response} = exchange;
		const {body, hash} = await this.#document(kinds);
		const etag = `"${hash}"`;
		response.setHeader('etag', etag);
		if (request.headers['if-none-match'] === etag) {
			response.writeHead(304).end();
			return;
		}

		send(response, 200, 'application/json', body);
	}

	/** The hash in each address changes with the document, so that a client may keep it for good. */
	async #index({response}: Exchange): Promise<void> {
		const names = new Set(this.#kinds.map((kind) => documentName(kind)));
		const paths: Record<string, {serverRelativeURL: string}> = {};
		for (const name of [...names].toSorted()) {
			const {hash} = await this.#document(this.#kindsAt(name));
			paths[name] = {serverRelativeURL: `/openapi/v3/${name}?hash=${hash}`};
		}

		sendJson(response, 200, {paths});
	}

	#kindsAt(name: string): Kind[] {
		return this.#kinds.filter((kind) => documentName(kind) === name);
	}

	#document(kinds: Kind[]): Promise<Document> {
		const name = documentName(kinds[0]!);
		let document = this.#documents.get(name);
		if (document === undefined) {
			document = makeDocument(kinds);
			this.#documents.set(name, document);
		}

		return document;
	}
}

/** `api/v1` or `apis/apps/v1`. */
function documentName({group, version}: Kind): string {
	return group === '' ? `api/${version}` : `apis/${group}/${version}`;
}

async function makeDocument(kinds: Kind[]): Promise<Document> {
	const [{pathsOf}, {schemasOf}] = await Promise.all([import('./paths.ts'), import('./schemas.ts')]);
	const body = JSON.stringify({
		openapi: '3.0.0',
		info: {title: 'Kubernetes', version: 'unversioned'},
		paths: Object.assign({}, ...kinds.map((kind) => pathsOf(kind))) as Record<string, unknown>,
		components: {schemas: schemasOf(kinds)},
	});
	return {body, hash: createHash('sha256').update(body).digest('hex').toUpperCase()};
}
