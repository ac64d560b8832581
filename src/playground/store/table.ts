import type {KubeObject} from '../kinds/objects.ts';

interface Bucket {
	byName: Map<string, KubeObject>;
	/** The objects by name in order, made when asked for. */
	sorted: KubeObject[] | undefined;
}

/** The objects of one resource, by namespace (empty for cluster-scoped ones) and name. */
export class Table {
	readonly #buckets = new Map<string, Bucket>();

	get(namespace: string, name: string): KubeObject | undefined {
		return this.#buckets.get(namespace)?.byName.get(name);
	}

	set(object: KubeObject): void {
		const {namespace = '', name} = object.metadata;
		let bucket = this.#buckets.get(namespace);
		if (bucket === undefined) {
			bucket = {byName: new Map(), sorted: undefined};
			this.#buckets.set(namespace, bucket);
		}

		bucket.byName.set(name, object);
		bucket.sorted = undefined;
	}

	delete(namespace: string, name: string): void {
		const bucket = this.#buckets.get(namespace);
		if (bucket?.byName.delete(name)) {
			bucket.sorted = undefined;
			if (bucket.byName.size === 0) {
				this.#buckets.delete(namespace);
			}
		}
	}

	/** By namespace and name, in the order in which the API lists; of one namespace when it is given. */
	list(namespace?: string): readonly KubeObject[] {
		if (namespace !== undefined) {
			const bucket = this.#buckets.get(namespace);
			return bucket ? sorted(bucket) : [];
		}

		const namespaces = [...this.#buckets.keys()].toSorted();
		return namespaces.flatMap((each) => sorted(this.#buckets.get(each)!));
	}
}

function sorted(bucket: Bucket): KubeObject[] {
	bucket.sorted ??= [...bucket.byName.values()].toSorted((a, b) =>
		a.metadata.name < b.metadata.name ? -1 : 1,
	);
	return bucket.sorted;
}
