import type {KubeObject} from '../kinds/objects.ts';

// Stored objects are frozen: each is turned into JSON once, however often it is asked for or watched.
const whole = new WeakMap<KubeObject, string>();
const partial = new WeakMap<KubeObject, string>();

/** The object as JSON. */
export function serialize(object: KubeObject): string {
	let json = whole.get(object);
	if (json === undefined) {
		json = JSON.stringify(object);
		whole.set(object, json);
	}

	return json;
}

/** The object as PartialObjectMetadata of meta.k8s.io/v1, as JSON. */
export function serializePartial(object: KubeObject): string {
	let json = partial.get(object);
	if (json === undefined) {
		json = `{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":${JSON.stringify(object.metadata)}}`;
		partial.set(object, json);
	}

	return json;
}
