import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	appendFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {EnvironmentError} from '../../../src/lib/errors.ts';
import type {KubeObject} from '../../../src/playground/kinds/objects.ts';
import {openStore, type Store, type StoreOptions} from '../../../src/playground/store/store.ts';
import {statusOf} from '../../helpers/registry.ts';

function directory(): string {
	const path = mkdtempSync(join(tmpdir(), 'doklab-store-'));
	onTestFinished(() => rmSync(path, {recursive: true, force: true}));
	return path;
}

function open(path: string, options?: StoreOptions): Store {
	const store = openStore(path, options);
	onTestFinished(() => {
		try {
			store.close();
		} catch {
			// Closed by the test already.
		}
	});
	return store;
}

function object(name: string, data?: string): KubeObject & {data?: string} {
	return {
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name, namespace: 'default', uid: name, resourceVersion: '', creationTimestamp: ''},
		data,
	};
}

function names(store: Store): string[] {
	return store.list('configmaps').map(({metadata}) => metadata.name);
}

test('what was written is there after a restart, with the revision counted on', () => {
	const path = directory();
	const store = open(path);
	store.put('configmaps', object('a'));
	const b = store.put('configmaps', object('b'));
	store.put('configmaps', object('a', 'changed'));
	store.remove('configmaps', b);
	store.close();

	const again = open(path);
	expect(again.revision()).toBe(4);
	expect(again.list('configmaps')).toEqual([store.get('configmaps', 'default', 'a')]);
	expect(again.get('configmaps', 'default', 'a')).toMatchObject({
		metadata: {resourceVersion: '3'},
		data: 'changed',
	});
	expect(again.put('configmaps', object('c')).metadata.resourceVersion).toBe('5');
});

test('a last line cut short by a crash is dropped, and the log goes on after it', () => {
	const path = directory();
	const store = open(path);
	store.put('configmaps', object('a'));
	store.close();
	const whole = statSync(join(path, 'objects.log')).size;
	appendFileSync(join(path, 'objects.log'), 'deadbeef {"revision":2,"resource":"confi');

	const again = open(path);
	expect(names(again)).toEqual(['a']);
	expect(statSync(join(path, 'objects.log')).size).toBe(whole);
	again.put('configmaps', object('b'));
	again.close();
	expect(names(open(path))).toEqual(['a', 'b']);
});

test('any other damage is an error that names file and line', () => {
	const path = directory();
	const store = open(path);
	for (const name of ['a', 'b', 'c']) {
		store.put('configmaps', object(name));
	}

	store.close();
	const log = join(path, 'objects.log');
	writeFileSync(log, readFileSync(log, 'utf8').replace('"uid":"b"', '"uid":"x"'));

	expect(() => openStore(path)).toThrow(
		new EnvironmentError(`${log}, line 2 is damaged: its checksum does not match`, [
			'restore the file from a copy, or start over with an empty cluster: doklab down --delete',
		]),
	);
});

test('a full disk is a StatusError, changes nothing, and the log stays whole', () => {
	const path = directory();
	let full = false;
	const store = open(path, {
		write(fd, bytes) {
			// A disk that fills up takes the first part of a write.
			if (!full) {
				return writeSync(fd, bytes);
			}

			if (bytes.length > 20) {
				return writeSync(fd, bytes.subarray(0, 20));
			}

			throw Object.assign(new Error('ENOSPC: no space left on device, write'), {code: 'ENOSPC'});
		},
	});
	store.put('configmaps', object('a'));
	const seen: string[] = [];
	store.watch('configmaps', ({object: {metadata}}) => void seen.push(metadata.name));

	full = true;
	const log = join(path, 'objects.log');
	expect(statusOf(() => store.put('configmaps', object('b')))).toMatchObject({
		code: 507,
		reason: 'InternalError',
		message: `Internal error occurred: the disk is full: nothing was written to ${log}; make room there and try again`,
	});
	expect(store.revision()).toBe(1);
	expect(names(store)).toEqual(['a']);
	expect(seen).toEqual([]);

	full = false;
	store.put('configmaps', object('c'));
	expect(seen).toEqual(['c']);
	store.close();
	expect(names(open(path))).toEqual(['a', 'c']);
});

test('on a disk that is really full every acknowledged write is kept', (context) => {
	const path = directory();
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path], {stdio: 'pipe'});
	} catch {
		context.skip('mounting a small tmpfs needs root');
	}

	onTestFinished(() => void execFileSync('umount', ['-l', path]));
	const store = openStore(join(path, 'store'));
	const written: string[] = [];
	const status = statusOf(() => {
		for (let count = 100; count < 1000; count++) {
			store.put('configmaps', object(`c${count}`, 'x'.repeat(500)));
			written.push(`c${count}`);
		}
	});
	store.close();
	expect(status.code).toBe(507);
	expect(written.length).toBeGreaterThan(10);
	const again = openStore(join(path, 'store'));
	expect(names(again)).toEqual(written);
	again.close();
});

test('a log that has grown is compacted to a snapshot, which damage does not pass unseen', () => {
	const path = directory();
	const store = open(path, {compactFrom: 2000});
	for (let count = 0; count < 50; count++) {
		store.put('configmaps', object('a', String(count)));
	}

	const b = store.put('configmaps', object('b'));
	store.remove('configmaps', b);
	store.close();
	expect(statSync(join(path, 'objects.log')).size).toBeLessThan(2000);
	expect(readdirSync(path).toSorted()).toEqual(['objects.log', 'objects.snapshot']);

	const again = open(path);
	expect(again.revision()).toBe(52);
	expect(again.list('configmaps')).toMatchObject([{data: '49', metadata: {resourceVersion: '50'}}]);
	again.close();

	const snapshot = join(path, 'objects.snapshot');
	writeFileSync(snapshot, readFileSync(snapshot, 'utf8').split('\n')[0]! + '\n');
	expect(() => openStore(path)).toThrow(
		`${snapshot}, line 2 is damaged: the snapshot is not whole, or of another version of doklab`,
	);
});

test('log lines that the snapshot already has are not replayed over it', () => {
	const path = directory();
	const store = open(path);
	store.put('configmaps', object('a', 'old'));
	const log = readFileSync(join(path, 'objects.log'));
	store.close();
	const compacted = open(path, {compactFrom: 1});
	compacted.remove('configmaps', compacted.get('configmaps', 'default', 'a')!);
	compacted.close();
	// As if the process had died after the snapshot and before the log was emptied.
	writeFileSync(join(path, 'objects.log'), log);

	expect(names(open(path))).toEqual([]);
});

test('without room for a snapshot the log goes on', () => {
	const path = directory();
	mkdirSync(join(path, 'objects.snapshot.tmp'), {recursive: true});
	writeFileSync(join(path, 'objects.snapshot.tmp', 'in the way'), '');
	const store = open(path, {compactFrom: 100});
	expect(() => store.put('configmaps', object('a'))).not.toThrow();
	store.close();
	expect(existsSync(join(path, 'objects.snapshot'))).toBe(false);
});

test('changes that are no longer kept are Expired, with the oldest revision that is', () => {
	const store = open(directory(), {keptChanges: 10});
	for (let count = 1; count <= 30; count++) {
		store.put('configmaps', object(`c${count}`));
	}

	expect(statusOf(() => store.watch('configmaps', () => {}, 1))).toMatchObject({
		code: 410,
		reason: 'Expired',
		message: 'too old resource version: 1 (11)',
	});
	const seen: number[] = [];
	store.watch('configmaps', ({revision}) => void seen.push(revision), 27);
	expect(seen).toEqual([28, 29, 30]);
});

test('a write inside a listener reaches every listener after the change that caused it', () => {
	const store = open(directory());
	const seen: string[] = [];
	store.watch('configmaps', ({object: {metadata}}) => {
		seen.push(`first ${metadata.name}`);
		if (metadata.name === 'a') {
			store.put('configmaps', object('b'));
		}
	});
	store.watch('configmaps', ({object: {metadata}}) => void seen.push(`second ${metadata.name}`));
	store.put('configmaps', object('a'));
	expect(seen).toEqual(['first a', 'second a', 'first b', 'second b']);
});

test('what a process had written when it was killed with SIGKILL is there', async () => {
	const path = directory();
	const module = new URL('../../../src/playground/store/store.ts', import.meta.url).href;
	const script = `
		const {openStore} = await import(${JSON.stringify(module)});
		const store = openStore(${JSON.stringify(path)});
		for (let count = 1; ; count++) {
			store.put('configmaps', {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'c' + count, namespace: 'default'}});
			process.stdout.write(count + '\\n');
			if (count % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
		}`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let acknowledged = '';
	for await (const chunk of child.stdout) {
		acknowledged += String(chunk);
		if (acknowledged.length > 2000) {
			break;
		}
	}

	child.kill('SIGKILL');
	await once(child, 'exit');
	const last = Number(acknowledged.trimEnd().split('\n').at(-2));
	const store = open(path);
	expect(last).toBeGreaterThan(100);
	expect(store.revision()).toBeGreaterThanOrEqual(last);
	expect(store.get('configmaps', 'default', `c${last}`)).toBeDefined();
});
