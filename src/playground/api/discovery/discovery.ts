import {createHash} from 'node:crypto';
import type {Kind} from '../../kinds/kind.ts';
import type {Exchange} from '../context.ts';
import {noSuchPath} from '../errors.ts';
import {send, sendJson} from '../respond.ts';
import {aggregated} from './aggregated.ts';
import {apiGroup, apiGroupList, apiResourceList, apiVersions} from './legacy.ts';
import {discoveredGroups, type DiscoveredGroup} from './resources.ts';

/** Answers /api, /apis, /apis/GROUP, /api/v1 and /apis/GROUP/VERSION. */
export class Discovery {
	readonly #groups: DiscoveredGroup[];
	readonly #aggregated = new Map<string, {body: string; etag: string}>();

	constructor(kinds: readonly Kind[]) {
		this.#groups = discoveredGroups(kinds);
	}

	/** The group and version pairs served, for other lists of them (OpenAPI's). */
	get groups(): readonly DiscoveredGroup[] {
		return this.#groups;
	}

	/** /api or /apis, aggregated when the client asks for that. */
	root({request, response}: Exchange, path: '/api' | '/apis'): void {
		const version = aggregatedVersion(request.headers.accept);
		if (version === undefined) {
			const address = `127.0.0.1:${request.socket.localPort}`;
			sendJson(response, 200, path === '/api' ? apiVersions(address) : apiGroupList(this.#groups));
			return;
		}

		const {body, etag} = this.#document(path, version);
		response.setHeader('etag', etag);
		response.setHeader('vary', 'Accept');
		if (request.headers['if-none-match'] === etag) {
			response.writeHead(304).end();
			return;
		}

		const type = `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`;
		send(response, 200, type, body);
	}

	/** /apis/GROUP; throws 404. */
	group({response}: Exchange, name: string): void {
		const group = this.#groups.find((each) => each.group === name && name !== '');
		if (group === undefined) {
			throw noSuchPath();
		}

		sendJson(response, 200, apiGroup(group));
	}

	/** /api/v1 or /apis/GROUP/VERSION; throws 404. */
	groupVersion({response}: Exchange, name: string, version: string): void {
		const group = this.#groups.find((each) => each.group === name && each.version === version);
		if (group === undefined) {
			throw noSuchPath();
		}

		sendJson(response, 200, apiResourceList(group));
	}

	#document(path: '/api' | '/apis', version: 'v2' | 'v2beta1') {
		const key = `${path} ${version}`;
		let document = this.#aggregated.get(key);
		if (document === undefined) {
			const groups = this.#groups.filter(({group}) => (group === '') === (path === '/api'));
			const body = JSON.stringify(aggregated(groups, version));
			document = {body, etag: `"${createHash('sha256').update(body).digest('hex').toUpperCase()}"`};
			this.#aggregated.set(key, document);
		}

		return document;
	}
}

function aggregatedVersion(accept = ''): 'v2' | 'v2beta1' | undefined {
	for (const version of ['v2', 'v2beta1'] as const) {
		if (accept.includes(`v=${version};as=APIGroupDiscoveryList`)) {
			return version;
		}
	}

	return undefined;
}
