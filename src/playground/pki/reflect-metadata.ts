// @peculiar/x509 keeps its algorithm providers in a container (tsyringe) that refuses to load without
// Reflect's metadata functions, though nothing of x509 is decorated: these three are all it calls.

type Metadata = {
	getMetadata?: (key: unknown, target: object) => unknown;
	getOwnMetadata?: (key: unknown, target: object) => unknown;
	defineMetadata?: (key: unknown, value: unknown, target: object) => void;
};

const reflect = Reflect as Metadata;

if (reflect.getMetadata === undefined) {
	const values = new WeakMap<object, Map<unknown, unknown>>();
	const own = (key: unknown, target: object) => values.get(target)?.get(key);
	reflect.getOwnMetadata = own;
	reflect.getMetadata = own;
	reflect.defineMetadata = (key, value, target) => {
		const entries = values.get(target) ?? new Map<unknown, unknown>();
		values.set(target, entries.set(key, value));
	};
}
