import {expect, test} from 'vitest';
import type {Lesson} from '../../src/lesson/types.ts';
import {Route} from '../../src/engine/workshop/route.ts';
import {missingFor, stillProved} from '../../src/engine/workshop/standing.ts';

// As in the base course: storage takes away what it made, cleanup all there is, and limits needs nothing.
const needs: Record<string, string[]> = {
	cluster: [],
	namespace: ['cluster'],
	storage: ['namespace'],
	members: ['storage'],
	drills: ['members'],
	limits: [],
	cleanup: ['members'],
};
const all = Object.keys(needs);
const route = new Route(
	Object.entries(needs).map(([id, of]) => ({
		lesson: {id, needs: of, steps: []} as unknown as Lesson,
		skipped: undefined,
		steps: [],
	})),
);

test('what is green counts, with all it is built on', () => {
	const proved = ['cluster', 'namespace', 'storage', 'members'];
	expect(stillProved(route, proved, ['cluster', 'namespace', 'members'])).toEqual(proved);
});

test('without the cluster only what needs none counts', () => {
	expect(stillProved(route, all.slice(0, 6), ['limits'])).toEqual(['limits']);
});

test('a lesson that was begun speaks for what it is built on', () => {
	expect(stillProved(route, ['cluster', 'namespace', 'storage'], ['cluster', 'members'])).toEqual([
		'cluster',
		'namespace',
		'storage',
	]);
});

test('after a cleanup the course is complete, and nothing is lost', () => {
	expect(stillProved(route, all, ['limits', 'cleanup'])).toEqual(all);
});

test('a cleanup that is green no more does not hide what is gone', () => {
	expect(stillProved(route, all, ['cluster', 'limits'])).toEqual(['cluster', 'limits']);
});

test('what a lesson needs is missing where nothing green on the way to it speaks for it', () => {
	expect(missingFor(route, 'drills', all.slice(0, 4), ['cluster', 'namespace', 'members'])).toEqual([]);
	expect(missingFor(route, 'drills', all, ['limits', 'cleanup'])).toEqual([
		'cluster',
		'namespace',
		'storage',
		'members',
	]);
	expect(missingFor(route, 'members', [], [])).toEqual(['cluster', 'namespace', 'storage']);
	expect(missingFor(route, 'limits', [], [])).toEqual([]);
});

test('a lesson that was begun speaks for its own needs', () => {
	expect(missingFor(route, 'members', ['cluster', 'namespace', 'storage'], ['members'])).toEqual([]);
});
