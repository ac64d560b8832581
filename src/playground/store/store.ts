import type {KubeObject} from '../kinds/objects.ts';
import {storageFailed} from '../registry/status-error.ts';
import type {Change} from '../registry/types.ts';
import {deepFreeze} from './deep-freeze.ts';
import {History} from './history.ts';
import {Log, type Logged, type LogRecord, type ObjectRecord, type WriteBytes} from './log.ts';
import {Table} from './table.ts';

export interface StoreOptions {
	/** How many changes are kept for watchers, at least. */
	keptChanges?: number;
	/** Bytes of log from which it is compacted, when it is also twice the size of what it holds. */
	compactFrom?: number;
	/** For tests: how bytes reach a file. */
	write?: WriteBytes;
}

/** Objects in memory, each write first in a log on disk. Synchronous; the objects handed out are frozen. */
export interface Store {
	get(resource: string, namespace: string | undefined, name: string): KubeObject | undefined;
	/** In the order of namespace and name. */
	list(resource: string, namespace?: string): readonly KubeObject[];
	/** Stores `object` (which becomes the store's: it gets its resourceVersion and is frozen) and tells watchers. */
	put(resource: string, object: KubeObject): KubeObject;
	/** Removes an object that is there; returns it as the DELETED event shows it. */
	remove(resource: string, object: KubeObject): KubeObject;
	watch(resource: string, listener: (change: Change) => void, after?: number): () => void;
	revision(): number;
	close(): void;
}

/**
 * Opens the store in `directory` (made when missing, mode 0700) and reads what is there. Throws
 * EnvironmentError when that cannot be read. A write that the disk refuses throws StatusError and changes nothing.
 */
export function openStore(directory: string, options: StoreOptions = {}): Store {
	const log = new Log(directory, options.write);
	const tables = new Map<string, Table>();
	let revision = load(log.read(), tables);
	let compactAt = options.compactFrom ?? 8 * 1024 * 1024;
	const history = new History(options.keptChanges ?? 1000, revision);

	const append = (record: LogRecord) => {
		try {
			log.append(record);
		} catch (error) {
			throw storageFailed(log.path, error);
		}

		revision = record.revision;
	};

	const compactWhenLarge = () => {
		if (log.size < compactAt) {
			return;
		}

		const before = log.size;
		try {
			log.compact(revision, everything(tables));
		} catch {
			// No room for a snapshot now: the log is whole, so go on with it and try again when it has doubled.
			compactAt = before * 2;
		}
	};

	return {
		get: (resource, namespace, name) => tables.get(resource)?.get(namespace ?? '', name),
		list: (resource, namespace) => tables.get(resource)?.list(namespace) ?? [],
		put(resource, object) {
			const table = tableOf(tables, resource);
			const previous = table.get(object.metadata.namespace ?? '', object.metadata.name);
			object.metadata.resourceVersion = String(revision + 1);
			append({revision: revision + 1, resource, object});
			deepFreeze(object);
			table.set(object);
			compactWhenLarge();
			history.add(
				resource,
				previous ? {type: 'MODIFIED', object, previous, revision} : {type: 'ADDED', object, revision},
			);
			return object;
		},
		remove(resource, object) {
			const {namespace = '', name} = object.metadata;
			append({revision: revision + 1, resource, namespace, name});
			tableOf(tables, resource).delete(namespace, name);
			const last = {...object, metadata: {...object.metadata, resourceVersion: String(revision)}};
			deepFreeze(last);
			compactWhenLarge();
			history.add(resource, {type: 'DELETED', object: last, previous: object, revision});
			return last;
		},
		watch: (resource, listener, after) => history.watch(resource, listener, after ?? revision),
		revision: () => revision,
		close: () => log.close(),
	};
}

/** Fills `tables`; returns the newest revision. */
function load({revision, objects, writes}: Logged, tables: Map<string, Table>): number {
	for (const {resource, object} of objects) {
		tableOf(tables, resource).set(deepFreeze(object as KubeObject));
	}

	for (const write of writes) {
		const table = tableOf(tables, write.resource);
		if ('object' in write) {
			table.set(deepFreeze(write.object as KubeObject));
		} else {
			table.delete(write.namespace, write.name);
		}
	}

	return writes.at(-1)?.revision ?? revision;
}

function everything(tables: Map<string, Table>): ObjectRecord[] {
	return [...tables].flatMap(([resource, table]) => table.list().map((object) => ({resource, object})));
}

function tableOf(tables: Map<string, Table>, resource: string): Table {
	let table = tables.get(resource);
	if (table === undefined) {
		table = new Table();
		tables.set(resource, table);
	}

	return table;
}
