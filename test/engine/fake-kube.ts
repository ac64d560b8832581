import {KubeError} from '../../src/kube/kube-error.ts';
import type {
	ExecOptions,
	ExecResult,
	Kube,
	KubeObject,
	Observer,
	Query,
	Resource,
} from '../../src/kube/kube.ts';

const clusterWide = new Set(['Namespace', 'Node', 'PersistentVolume', 'StorageClass']);

/** A cluster in memory: objects are as they are applied, and nothing happens by itself. */
export class FakeKube implements Kube {
	readonly objects = new Map<string, KubeObject>();
	/** What was asked for, a line each. */
	readonly asked: string[] = [];
	/** What exec gives; throws where nothing is set. */
	onExec: (options: ExecOptions) => ExecResult | Promise<ExecResult> = () => {
		throw new KubeError('pods "x" not found', {code: 404, reason: 'NotFound', passing: true});
	};
	/** Called before a change is made; may throw. */
	onWrite: (verb: string, key: string) => void = () => undefined;
	/** Lines of each container's log. */
	log: string[] = [];
	readonly #observers = new Set<() => void>();
	/** Objects that stay when they are deleted. */
	readonly stubborn = new Set<string>();
	#uid = 0;

	/** Changes an object as a controller would. */
	set(object: KubeObject): void {
		const key = this.#key({
			kind: object.kind,
			name: object.metadata.name,
			namespace: object.metadata.namespace,
		});
		const uid = this.objects.get(key)?.metadata.uid ?? `uid-${++this.#uid}`;
		this.objects.set(key, {...object, metadata: {...object.metadata, uid}});
		this.#tell();
	}

	remove(key: string): void {
		this.objects.delete(key);
		this.#tell();
	}

	async read(query: Query & {name: string}): Promise<KubeObject | undefined> {
		return this.objects.get(this.#key(query));
	}

	async list(query: Query): Promise<{items: KubeObject[]; resourceVersion: string}> {
		return {items: this.#find(query), resourceVersion: '1'};
	}

	observe(query: Query, observer: Observer, signal: AbortSignal): Promise<void> {
		let last = '';
		const look = () => {
			const found = this.#find(query);
			const now = JSON.stringify(found);
			if (now !== last) {
				last = now;
				observer.onChange(found);
			}
		};
		this.#observers.add(look);
		look();
		return new Promise((resolve) => {
			const end = () => {
				this.#observers.delete(look);
				resolve();
			};
			if (signal.aborted) {
				end();
			} else {
				signal.addEventListener('abort', end, {once: true});
			}
		});
	}

	async apply(
		object: KubeObject,
		{namespace}: {namespace: string},
	): Promise<{object: KubeObject; created: boolean; warnings: string[]}> {
		const placed = clusterWide.has(object.kind)
			? object
			: {...object, metadata: {namespace, ...object.metadata}};
		const key = this.#key({
			kind: object.kind,
			name: object.metadata.name,
			namespace: placed.metadata.namespace,
		});
		this.#write('apply', key);
		const created = !this.objects.has(key);
		this.set(placed);
		return {object: placed, created, warnings: []};
	}

	async delete(query: Query & {name: string}): Promise<KubeObject | undefined> {
		const key = this.#key(query);
		this.#write('delete', key);
		const object = this.objects.get(key);
		if (!this.stubborn.has(key)) {
			this.remove(key);
		}

		return object;
	}

	async patch(query: Query & {name: string}, patch: unknown): Promise<KubeObject> {
		const key = this.#key(query);
		this.#write('patch', key);
		const object = this.objects.get(key);
		if (object === undefined) {
			throw new KubeError(`${key} not found`, {code: 404, reason: 'NotFound', passing: false});
		}

		this.set({...object, ...(patch as object)});
		return this.objects.get(key)!;
	}

	async exec(options: ExecOptions): Promise<ExecResult> {
		this.asked.push(`exec ${options.pod} ${options.command.at(-1)}`);
		return this.onExec(options);
	}

	async logs(): Promise<string[]> {
		return this.log;
	}

	async events(object: KubeObject): Promise<KubeObject[]> {
		return [...this.objects.values()].filter(
			({kind, involvedObject}) =>
				kind === 'Event' && (involvedObject as {name: string}).name === object.metadata.name,
		);
	}

	async resource(kind: string, apiVersion: string | undefined): Promise<Resource> {
		return {
			kind,
			apiVersion: apiVersion ?? 'v1',
			plural: `${kind.toLowerCase()}s`,
			namespaced: !clusterWide.has(kind),
		};
	}

	async version(): Promise<string> {
		return 'v1.36.2';
	}

	close(): void {}

	#write(verb: string, key: string): void {
		this.asked.push(`${verb} ${key}`);
		this.onWrite(verb, key);
	}

	#find({kind, namespace, name, selector}: Query): KubeObject[] {
		return [...this.objects.values()].filter(
			(object) =>
				object.kind === kind &&
				(namespace === undefined || object.metadata.namespace === namespace) &&
				(name === undefined || object.metadata.name === name) &&
				(selector ?? '').split(',').every((term) => {
					const [label, value] = term.split('=');
					return term === '' || object.metadata.labels?.[label!] === value;
				}),
		);
	}

	#key({kind, namespace, name}: Query): string {
		return clusterWide.has(kind) ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
	}

	#tell(): void {
		for (const look of this.#observers) {
			look();
		}
	}
}
