import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import type {Clock} from '../../src/lib/clock.ts';
import {kinds} from '../../src/playground/kinds/index.ts';
import {createRegistry} from '../../src/playground/registry/registry.ts';
import {type Status, StatusError} from '../../src/playground/registry/status-error.ts';
import type {Registry} from '../../src/playground/registry/types.ts';
import {openStore, type StoreOptions} from '../../src/playground/store/store.ts';
import {FakeClock} from './fake-clock.ts';

export interface TestRegistry {
	registry: Registry;
	/** Where its store keeps its files. */
	directory: string;
	clock: Clock;
	/** Closes the registry and opens another on the same files, as after a restart. */
	reopen(): Registry;
}

/**
 * A real registry on a store in a temporary directory, with the namespaces `default` and those named. Call it
 * inside a test: it is closed and removed when the test ends.
 */
export function testRegistry(
	options: {clock?: Clock; namespaces?: string[]; store?: StoreOptions} = {},
): TestRegistry {
	const directory = mkdtempSync(join(tmpdir(), 'doklab-test-'));
	const clock = options.clock ?? new FakeClock();
	if (clock instanceof FakeClock && clock.now() === 0) {
		clock.moveTo(Date.UTC(2030, 0, 1));
	}

	const open = () => createRegistry({store: openStore(directory, options.store), kinds, clock});
	let registry = open();
	onTestFinished(() => {
		registry.close();
		rmSync(directory, {recursive: true, force: true});
	});
	for (const name of ['default', ...(options.namespaces ?? [])]) {
		registry.create('namespaces', undefined, {metadata: {name}});
	}

	return {
		registry,
		directory,
		clock,
		reopen() {
			registry.close();
			registry = open();
			return registry;
		},
	};
}

/** The Status that `action` throws; an error when it throws nothing, or something else. */
export function statusOf(action: () => unknown): Status {
	try {
		action();
	} catch (error) {
		if (error instanceof StatusError) {
			return error.status;
		}

		throw error;
	}

	throw new Error('expected a StatusError, but nothing was thrown');
}
