import {expect, test} from 'vitest';
import {compileCondition} from '../../src/lesson/cel.ts';

const waiting = 'object.status.containerStatuses.exists(c, c.state.waiting.reason == "ErrImagePull")';

test.each([
	[waiting, [{}], false],
	[waiting, [{status: {}}], false],
	[waiting, [{status: {containerStatuses: [{state: {running: {}}}]}}], false],
	[
		waiting,
		[{status: {containerStatuses: [{state: {running: {}}}, {state: {waiting: {reason: 'ErrImagePull'}}}]}}],
		true,
	],
	['object.spec.replicas - 1 == 2', [{spec: {replicas: 3}}], true],
	['object.spec.ratio > 0.25', [{spec: {ratio: 0.5}}], true],
	['size(objects) == 0', [], true],
	['object.metadata.name == "a"', [], false],
	['has(object.metadata)', [], false],
	['objects.exists(o, o.status.phase == "Pending")', [{}, {status: {phase: 'Pending'}}], true],
	['object.data["a-b"].split(",").size() == 2', [{data: {'a-b': 'x,y'}}], true],
	['object.a == null', [{a: null}], true],
	['object.name', [{name: 'x'}], false],
])('%s of %j is %s', (expression, objects, expected) => {
	expect(compileCondition(expression)(objects)).toBe(expected);
});

test.each([
	['object.status.phase = "x"', /^<input>:1:21: /],
	['pod.status', /^there is no variable "pod"$/],
	['objects.map(o, p.name) == []', /^there is no variable "p"$/],
	['size({"a": nothing}) == 1', /^there is no variable "nothing"$/],
])('%s does not compile', (expression, message) => {
	expect(() => compileCondition(expression)).toThrow(message);
});
