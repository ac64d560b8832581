import {expect, test} from 'vitest';
import type {WorkshopEvent} from '../../src/engine/workshop-events.ts';
import {EventBatches} from '../../src/tui/event-batches.ts';
import {FakeClock} from '../helpers/fake-clock.ts';

const where = {run: 1, lesson: 'statefulset', step: 'members', index: 0};

function write(text: string, stream: 'stdout' | 'stderr' = 'stdout'): WorkshopEvent {
	return {type: 'actionOutput', ...where, stream, text};
}

function setUp() {
	const clock = new FakeClock();
	const told: string[] = [];
	const batches = new EventBatches(clock, (event) =>
		told.push(event.type === 'actionOutput' ? `${event.stream} ${event.text}` : event.type),
	);
	return {clock, told, batches};
}

test('the first that is written is told at once, what follows every 100 ms as one text', () => {
	const {clock, told, batches} = setUp();
	batches.add(write('one\n'));
	expect(told).toEqual(['stdout one\n']);
	batches.add(write('tw'));
	batches.add(write('o\n'));
	clock.moveTo(99);
	expect(told).toHaveLength(1);
	clock.moveTo(100);
	expect(told).toEqual(['stdout one\n', 'stdout two\n']);
	batches.add(write('three\n'));
	expect(told).toHaveLength(2);
	clock.moveTo(200);
	expect(told.at(-1)).toBe('stdout three\n');
});

test('after a pause in which nothing was written the next is told at once, and no timer is left', () => {
	const {clock, told, batches} = setUp();
	batches.add(write('one\n'));
	clock.moveTo(100);
	expect(clock.pending).toBe(0);
	batches.add(write('two\n'));
	expect(told).toEqual(['stdout one\n', 'stdout two\n']);
});

test('other events are told at once, after what was written before them, and streams are kept apart', () => {
	const {told, batches} = setUp();
	batches.add(write('one\n'));
	batches.add(write('two\n'));
	batches.add(write('warning\n', 'stderr'));
	batches.add(write('three\n'));
	batches.add({type: 'actionFinished', ...where, durationMs: 1, ok: true});
	expect(told).toEqual([
		'stdout one\n',
		'stdout two\n',
		'stderr warning\n',
		'stdout three\n',
		'actionFinished',
	]);
});
