import {systemClock, type Clock} from '../lib/clock.ts';
import {readCredentials} from './credentials.ts';
import {Discovery} from './discovery.ts';
import {exec} from './exec.ts';
import {open, send} from './http.ts';
import type {Kube, KubeObject, Query} from './kube.ts';
import {KubeError} from './kube-error.ts';
import {observe} from './observe.ts';
import {pathOf, selectorsOf} from './path.ts';

const fieldManager = 'doklab';

/** Reads the kubeconfig at `kubeconfigPath`; its current context is the cluster. No request is made yet. */
export async function connect(kubeconfigPath: string, options: {clock?: Clock} = {}): Promise<Kube> {
	const clock = options.clock ?? systemClock;
	const credentials = await readCredentials(kubeconfigPath);
	const discovery = new Discovery(credentials);
	const locate = async (
		query: Query,
		parameters: Record<string, string>,
		signal: AbortSignal,
		byName: boolean,
	) => {
		const resource = await discovery.find(query.kind, query.apiVersion, signal);
		const where = {
			namespace: query.namespace ?? credentials.namespace,
			name: byName ? query.name : undefined,
		};
		return pathOf(resource, where, parameters);
	};

	const list: Kube['list'] = async (query, signal) => {
		const path = await locate(query, selectorsOf(query), signal, false);
		const {body} = await send(credentials, {method: 'GET', path, signal});
		const found = JSON.parse(body) as {
			apiVersion: string;
			kind: string;
			items: KubeObject[];
			metadata: {resourceVersion: string};
		};
		// The items of a list do not say what they are.
		const items = found.items.map((item) => ({...item, apiVersion: found.apiVersion, kind: query.kind}));
		return {items, resourceVersion: found.metadata.resourceVersion};
	};

	return {
		list,
		async read(query, signal) {
			try {
				const {body} = await send(credentials, {
					method: 'GET',
					path: await locate(query, {}, signal, true),
					signal,
				});
				return JSON.parse(body) as KubeObject;
			} catch (error) {
				return undefinedWhenNotFound(error);
			}
		},
		observe: (query, observer, signal) =>
			observe(
				{
					list: () => list(query, signal),
					async watch(resourceVersion) {
						const parameters = {
							...selectorsOf(query),
							watch: 'true',
							allowWatchBookmarks: 'true',
							resourceVersion,
						};
						const path = await locate(query, parameters, signal, false);
						return open(credentials, {method: 'GET', path, silenceMs: 0, signal});
					},
				},
				observer,
				clock,
				signal,
			),
		async apply(object, {namespace, signal}) {
			const query = {
				kind: object.kind,
				apiVersion: object.apiVersion,
				name: object.metadata.name,
				namespace: object.metadata.namespace ?? namespace,
			};
			const path = await locate(
				query,
				{fieldManager, force: 'true', fieldValidation: 'Strict'},
				signal,
				true,
			);
			const contentType = 'application/apply-patch+yaml';
			const answer = await send(credentials, {method: 'PATCH', path, body: object, contentType, signal});
			return {
				object: JSON.parse(answer.body) as KubeObject,
				created: answer.code === 201,
				warnings: answer.warnings,
			};
		},
		async delete(query, signal) {
			try {
				const path = await locate(query, {}, signal, true);
				// Background is kubectl's default; for the dependents the garbage collector comes later.
				const body = {propagationPolicy: 'Background'};
				const answer = await send(credentials, {method: 'DELETE', path, body, signal});
				return JSON.parse(answer.body) as KubeObject;
			} catch (error) {
				return undefinedWhenNotFound(error);
			}
		},
		async patch(query, patch, signal) {
			const path = await locate(query, {fieldManager, fieldValidation: 'Strict'}, signal, true);
			const contentType = 'application/merge-patch+json';
			const {body} = await send(credentials, {method: 'PATCH', path, body: patch, contentType, signal});
			return JSON.parse(body) as KubeObject;
		},
		exec: (execOptions) => exec(credentials, execOptions),
		async logs({name, namespace, container, lines, previous}, signal) {
			const search = new URLSearchParams({
				container,
				tailLines: String(lines),
				...(previous && {previous: 'true'}),
			});
			const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}/log?${search.toString()}`;
			const {body} = await send(credentials, {method: 'GET', path, signal});
			return body.split('\n').filter((line) => line !== '');
		},
		async events(object, signal) {
			// Events about cluster-wide objects are in the namespace default.
			const namespace = object.metadata.namespace ?? 'default';
			const fieldSelector = `involvedObject.kind=${object.kind},involvedObject.name=${object.metadata.name}`;
			const search = new URLSearchParams({fieldSelector}).toString();
			const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/events?${search}`;
			const {body} = await send(credentials, {method: 'GET', path, signal});
			return (JSON.parse(body) as {items: KubeObject[]}).items.toSorted((a, b) =>
				seenAt(a).localeCompare(seenAt(b)),
			);
		},
		resource: (kind, apiVersion, signal) => discovery.find(kind, apiVersion, signal),
		async version(signal) {
			const {body} = await send(credentials, {method: 'GET', path: '/version', signal});
			return (JSON.parse(body) as {gitVersion: string}).gitVersion;
		},
		close: () => credentials.close(),
	};
}

function undefinedWhenNotFound(error: unknown): undefined {
	if (error instanceof KubeError && error.code === 404 && error.reason !== 'UnknownKind') {
		return undefined;
	}

	throw error;
}

/** When an event was last seen. */
function seenAt(event: KubeObject): string {
	const {lastTimestamp, eventTime, metadata} = event as KubeObject & {
		lastTimestamp?: string;
		eventTime?: string;
	};
	return lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? '';
}
