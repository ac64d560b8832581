import type {Credentials} from './credentials.ts';
import {send} from './http.ts';
import type {Resource} from './kube.ts';
import {KubeError} from './kube-error.ts';

interface ResourceList {
	resources: Array<{name: string; kind: string; namespaced: boolean}>;
}

interface GroupList {
	groups: Array<{preferredVersion: {groupVersion: string}; versions: Array<{groupVersion: string}>}>;
}

/** Which kinds the cluster serves, asked once and again when a kind is missing. */
export class Discovery {
	readonly #credentials: Credentials;
	readonly #versions = new Map<string, Resource[]>();

	constructor(credentials: Credentials) {
		this.#credentials = credentials;
	}

	/** Throws KubeError when the cluster has no such kind. */
	async find(kind: string, apiVersion: string | undefined, signal: AbortSignal): Promise<Resource> {
		const found = this.#recall(kind, apiVersion) ?? (await this.#ask(kind, apiVersion, signal));
		if (found === undefined) {
			const where = apiVersion === undefined ? '' : ` in ${apiVersion}`;
			throw new KubeError(`the cluster has no kind "${kind}"${where}`, {
				code: 404,
				reason: 'UnknownKind',
				passing: false,
			});
		}

		return found;
	}

	#recall(kind: string, apiVersion: string | undefined): Resource | undefined {
		const lists =
			apiVersion === undefined ? [...this.#versions.values()] : [this.#versions.get(apiVersion) ?? []];
		return lists.flat().find((resource) => resource.kind === kind);
	}

	async #ask(
		kind: string,
		apiVersion: string | undefined,
		signal: AbortSignal,
	): Promise<Resource | undefined> {
		if (apiVersion !== undefined) {
			await this.#load(apiVersion, signal);
			return this.#recall(kind, apiVersion);
		}

		await this.#load('v1', signal);
		const core = this.#recall(kind, undefined);
		if (core !== undefined) {
			return core;
		}

		const {body} = await send(this.#credentials, {method: 'GET', path: '/apis', signal});
		for (const group of (JSON.parse(body) as GroupList).groups) {
			await this.#load(group.preferredVersion.groupVersion, signal);
			const found = this.#recall(kind, group.preferredVersion.groupVersion);
			if (found !== undefined) {
				return found;
			}
		}

		return undefined;
	}

	async #load(apiVersion: string, signal: AbortSignal): Promise<void> {
		const path = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
		try {
			const {body} = await send(this.#credentials, {method: 'GET', path, signal});
			const {resources} = JSON.parse(body) as ResourceList;
			this.#versions.set(
				apiVersion,
				resources
					.filter(({name}) => !name.includes('/'))
					.map(({name, kind, namespaced}) => ({apiVersion, kind, plural: name, namespaced})),
			);
		} catch (error) {
			if (!(error instanceof KubeError && error.code === 404)) {
				throw error;
			}
		}
	}
}
