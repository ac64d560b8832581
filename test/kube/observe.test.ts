import {PassThrough} from 'node:stream';
import {expect, test, vi} from 'vitest';
import {KubeError} from '../../src/kube/kube-error.ts';
import type {KubeObject} from '../../src/kube/kube.ts';
import {observe, type ObserveSource} from '../../src/kube/observe.ts';
import {FakeClock} from '../helpers/fake-clock.ts';

function object(name: string, resourceVersion: string): KubeObject {
	return {apiVersion: 'v1', kind: 'Pod', metadata: {name, resourceVersion}};
}

/** An observer of lists and watches that the test gives, each watch a stream that it writes to. */
function start(lists: Array<KubeObject[] | Error>) {
	const clock = new FakeClock();
	const stop = new AbortController();
	const watches: Array<{from: string; stream: PassThrough}> = [];
	const seen: string[] = [];
	const troubles: string[] = [];
	const source: ObserveSource = {
		list() {
			const next = lists.shift();
			return Array.isArray(next)
				? Promise.resolve({items: next, resourceVersion: '10'})
				: Promise.reject(next ?? new Error('no more lists'));
		},
		watch(from, signal) {
			const stream = new PassThrough();
			signal.addEventListener('abort', () => stream.destroy());
			watches.push({from, stream});
			return Promise.resolve(stream);
		},
	};
	const done = observe(
		source,
		{
			onChange: (objects) => seen.push(objects.map(({metadata}) => metadata.name).join(',')),
			onTrouble: (error) => troubles.push(error.message),
		},
		clock,
		stop.signal,
	);
	const send = (type: string, what: object) =>
		watches.at(-1)!.stream.write(`${JSON.stringify({type, object: what})}\n`);
	return {clock, stop, watches, seen, troubles, done, send};
}

test('a watch that the server ends goes on from the last version, bookmarks counting', async () => {
	const observed = start([[object('a', '9')]]);
	await vi.waitUntil(() => observed.watches.length === 1);
	observed.send('ADDED', object('b', '11'));
	observed.send('BOOKMARK', object('', '15'));
	observed.watches[0]!.stream.end();
	await vi.waitUntil(() => observed.clock.pending === 1);
	observed.clock.moveTo(50);
	await vi.waitUntil(() => observed.watches.length === 2);
	expect(observed.watches.map(({from}) => from)).toEqual(['10', '15']);
	expect(observed.seen).toEqual(['a', 'a,b']);
	expect(observed.troubles).toEqual([]);
	observed.stop.abort();
	await observed.done;
});

test('a version that is too old is listed anew, which is no trouble', async () => {
	const observed = start([[object('a', '9')], [object('c', '20')]]);
	await vi.waitUntil(() => observed.watches.length === 1);
	observed.send('ERROR', {kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version'});
	await vi.waitUntil(() => observed.clock.pending === 1);
	observed.clock.moveTo(50);
	await vi.waitUntil(() => observed.watches.length === 2);
	expect(observed.seen).toEqual(['a', 'c']);
	expect(observed.troubles).toEqual([]);
	observed.stop.abort();
	await observed.done;
});

test('an error that can pass is told and tried again, one that cannot ends it', async () => {
	const observed = start([
		new KubeError('slow down', {code: 429, reason: 'TooManyRequests', passing: true}),
		new KubeError('you may not', {code: 403, reason: 'Forbidden', passing: false}),
	]);
	await vi.waitUntil(() => observed.clock.pending === 1);
	observed.clock.moveTo(50);
	await expect(observed.done).rejects.toThrow('you may not');
	expect(observed.troubles).toEqual(['slow down']);
});
