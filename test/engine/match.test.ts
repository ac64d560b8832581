import {expect, test} from 'vitest';
import {match} from '../../src/engine/match.ts';

const pod = {
	metadata: {name: 'db-0', labels: {'app.kubernetes.io/name': 'db'}},
	status: {
		phase: 'Running',
		conditions: [
			{type: 'Ready', status: 'False', reason: 'ContainersNotReady'},
			{type: 'Initialized', status: 'True'},
		],
	},
};

test.each([
	[{}],
	[{status: {phase: 'Running'}}],
	[{status: {conditions: [{type: 'Initialized', status: 'True'}]}}],
	[{status: {conditions: [{type: 'Initialized'}, {type: 'Ready'}]}}],
	[{metadata: {deletionTimestamp: null}}],
	[{metadata: {finalizers: []}}],
	[{metadata: {labels: {'app.kubernetes.io/name': 'db'}}}],
])('%j matches', (partial) => {
	expect(match(partial, pod)).toEqual([]);
});

test.each([
	[{status: {phase: 'Pending'}}, [{path: 'status.phase', expected: 'Pending', found: 'Running'}]],
	[{status: {replicas: 3}}, [{path: 'status.replicas', expected: '3', found: 'nothing'}]],
	[
		{spec: {a: {b: 1}, c: 2}},
		[
			{path: 'spec.a.b', expected: '1', found: 'nothing'},
			{path: 'spec.c', expected: '2', found: 'nothing'},
		],
	],
	[
		{status: {conditions: [{type: 'Ready', status: 'True'}]}},
		[{path: 'status.conditions[0].status', expected: 'True', found: 'False'}],
	],
	[
		{status: {conditions: [{type: 'Lost'}]}},
		[
			{
				path: 'status.conditions[0]',
				expected: '{"type":"Lost"}',
				found:
					'[{"type":"Ready","status":"False","reason":"ContainersNotReady"},{"type":"Initialized","status":"True"}]',
			},
		],
	],
	[
		{status: {conditions: []}},
		[
			{
				path: 'status.conditions',
				expected: '[]',
				found:
					'[{"type":"Ready","status":"False","reason":"ContainersNotReady"},{"type":"Initialized","status":"True"}]',
			},
		],
	],
	[
		{status: null},
		[{path: 'status', expected: 'null', found: expect.stringContaining('{"phase"') as string}],
	],
	[
		{metadata: {labels: {'app.kubernetes.io/name': 'x'}}},
		[{path: 'metadata.labels["app.kubernetes.io/name"]', expected: 'x', found: 'db'}],
	],
	[{metadata: {name: {first: 'db'}}}, [{path: 'metadata.name', expected: '{"first":"db"}', found: 'db-0'}]],
])('%j does not match, and where is said', (partial, mismatches) => {
	expect(match(partial, pod)).toEqual(mismatches);
});

test('text is not the number that looks like it', () => {
	expect(match({n: 1}, {n: '1'})).toEqual([{path: 'n', expected: '1', found: '1'}]);
});
