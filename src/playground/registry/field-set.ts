/** A set of fields as managedFields writes it (`FieldsV1`): `{"f:spec": {"f:replicas": {}}}`. */
export type FieldsV1 = {[element: string]: FieldsV1};

/** A field, and whether it is itself a member of the set beside fields in it. */
interface Node {
	member: boolean;
	children: Map<string, Node>;
}

/** A set of the fields of one object; paths are elements as in FieldsV1 (`f:name`, `k:{"name":"a"}`, `v:1`). */
export class FieldSet {
	readonly #root: Node;

	constructor(root: Node = newNode()) {
		this.#root = root;
	}

	static parse(fields: FieldsV1): FieldSet {
		return new FieldSet(parseNode(fields));
	}

	get isEmpty(): boolean {
		return isEmpty(this.#root);
	}

	add(path: readonly string[]): void {
		let node = this.#root;
		for (const element of path) {
			let child = node.children.get(element);
			if (!child) {
				child = newNode();
				node.children.set(element, child);
			}

			node = child;
		}

		node.member = true;
	}

	/** Takes out a field and all in it. */
	remove(path: readonly string[]): void {
		const node = find(this.#root, path.slice(0, -1));
		node?.children.delete(path.at(-1)!);
	}

	/** Whether `path` or anything in it is a member. */
	touches(path: readonly string[]): boolean {
		const node = find(this.#root, path);
		return node !== undefined && !isEmpty(node);
	}

	/** The fields in `path`, as elements; none when the set has nothing there. */
	elementsIn(path: readonly string[]): string[] {
		return [...(find(this.#root, path)?.children.keys() ?? [])];
	}

	union(other: FieldSet): FieldSet {
		return new FieldSet(combine(this.#root, other.#root, (a, b) => a || b));
	}

	difference(other: FieldSet): FieldSet {
		return new FieldSet(combine(this.#root, other.#root, (a, b) => a && !b));
	}

	intersection(other: FieldSet): FieldSet {
		return new FieldSet(combine(this.#root, other.#root, (a, b) => a && b));
	}

	equals(other: FieldSet): boolean {
		return this.difference(other).isEmpty && other.difference(this).isEmpty;
	}

	/** The members, in order of their paths. */
	paths(): string[][] {
		return listPaths(this.#root, []);
	}

	toJSON(): FieldsV1 {
		return formatNode(this.#root);
	}
}

/** A path as conflicts show it: `.spec.containers[name="main"].image`. */
export function formatPath(path: readonly string[]): string {
	return path.map((element) => formatElement(element)).join('');
}

function formatElement(element: string): string {
	const text = element.slice(2);
	switch (element[0]) {
		case 'k': {
			const keys = Object.entries(JSON.parse(text) as Record<string, unknown>);
			return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
		}

		case 'v':
			return `[=${text}]`;
		default:
			return `.${text}`;
	}
}

function newNode(): Node {
	return {member: false, children: new Map()};
}

function isEmpty(node: Node): boolean {
	return !node.member && [...node.children.values()].every((child) => isEmpty(child));
}

function find(root: Node, path: readonly string[]): Node | undefined {
	let node: Node | undefined = root;
	for (const element of path) {
		node = node?.children.get(element);
	}

	return node;
}

function combine(a: Node, b: Node, keep: (a: boolean, b: boolean) => boolean): Node {
	const combined = newNode();
	combined.member = keep(a.member, b.member);
	for (const element of new Set([...a.children.keys(), ...b.children.keys()])) {
		const child = combine(a.children.get(element) ?? newNode(), b.children.get(element) ?? newNode(), keep);
		if (!isEmpty(child)) {
			combined.children.set(element, child);
		}
	}

	return combined;
}

function listPaths(node: Node, at: string[]): string[][] {
	const inside = sortedChildren(node).flatMap(([element, child]) => listPaths(child, [...at, element]));
	return node.member ? [at, ...inside] : inside;
}

function sortedChildren(node: Node): Array<[string, Node]> {
	return [...node.children].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function parseNode(fields: FieldsV1): Node {
	const node = newNode();
	for (const [element, inner] of Object.entries(fields)) {
		if (element === '.') {
			node.member = true;
		} else {
			const child = parseNode(inner);
			// A field without anything in it stands for itself.
			child.member ||= child.children.size === 0;
			node.children.set(element, child);
		}
	}

	return node;
}

function formatNode(node: Node): FieldsV1 {
	const inside = sortedChildren(node)
		.filter(([, child]) => !isEmpty(child))
		.map(([element, child]) => [element, formatNode(child)] as const);
	return Object.fromEntries([...(node.member && inside.length > 0 ? [['.', {}] as const] : []), ...inside]);
}
