import {describe, expect, it} from 'vitest';
import {
	type Controller,
	startController,
	watching,
} from '../../../src/playground/controllers/runtime/controller.ts';
import {conflict} from '../../../src/playground/registry/status-error.ts';
import {TestClock} from './test-clock.ts';
import {testRegistry} from '../../helpers/registry.ts';
import {until} from './cluster.ts';
import {turns} from './objects.ts';

function run(reconcile: (key: string) => Promise<number | void> | number | void) {
	const clock = new TestClock();
	const {registry} = testRegistry({clock});
	registry.create('configmaps', 'default', {metadata: {name: 'there'}});
	const log: string[] = [];
	const seen: string[] = [];
	const controller: Controller = startController({
		name: 'test-controller',
		registry,
		clock,
		log: (line) => log.push(line),
		watches: [watching('configmaps', ({metadata}) => [metadata.name])],
		reconcile(key) {
			seen.push(key);
			return reconcile(key);
		},
	});
	return {clock, registry, log, seen, controller};
}

describe('a controller', () => {
	it('looks at what is there, and at what comes, once for a burst of changes', async () => {
		const {registry, seen, controller} = run(() => {});
		registry.create('configmaps', 'default', {metadata: {name: 'new'}});
		for (const value of ['1', '2', '3']) {
			registry.modify('configmaps', 'default', 'new', (copy) => void (copy.data = {value}));
		}

		expect(seen).toEqual([]);
		await turns();
		expect(seen).toEqual(['there', 'new']);
		registry.delete('configmaps', 'default', 'new');
		await until(() => seen.length === 3);
		await controller.stop();
	});

	it('tries again after an error, later each time, and says so', async () => {
		let left = 3;
		const {clock, seen, log} = run(() => {
			if (left-- > 0) {
				throw new Error('not yet');
			}
		});
		await until(() => seen.length === 1);
		await turns();
		for (const [index, ms] of [5, 10, 20].entries()) {
			clock.advance(ms - 1);
			await turns();
			expect(seen).toHaveLength(index + 1);
			clock.advance(1);
			await until(() => seen.length === index + 2);
			await turns();
		}

		expect(log).toEqual([
			'test-controller: there: not yet; tried again in 5 ms',
			'test-controller: there: not yet; tried again in 10 ms',
			'test-controller: there: not yet; tried again in 20 ms',
		]);
		clock.advance(10_000_000);
		await turns();
		expect(seen).toHaveLength(4);
	});

	it('says nothing of a conflict', async () => {
		let failed = false;
		const {clock, seen, log} = run(() => {
			if (!failed) {
				failed = true;
				throw conflict({group: '', plural: 'configmaps', kind: 'ConfigMap'}, 'there');
			}
		});
		await until(() => seen.length === 1);
		await turns();
		clock.advance(5);
		await until(() => seen.length === 2);
		expect(log).toEqual([]);
	});

	it('looks again after the time that was asked for', async () => {
		const {clock, seen} = run(() => 1000);
		await until(() => seen.length === 1);
		await turns();
		clock.advance(1000);
		expect(await until(() => seen.length === 2)).toBeTruthy();
	});

	it('stops when what is under way has ended, and takes nothing more', async () => {
		let end = () => {};
		const {registry, seen, controller} = run(
			() =>
				new Promise<void>((resolve) => {
					end = resolve;
				}),
		);
		await until(() => seen.length === 1);
		registry.create('configmaps', 'default', {metadata: {name: 'late'}});
		let stopped = false;
		const stopping = controller.stop().then(() => {
			stopped = true;
		});
		await turns();
		expect(stopped).toBe(false);
		end();
		await stopping;
		expect(seen).toEqual(['there']);
	});
});
