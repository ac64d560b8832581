import {expect, test} from 'vitest';
import type {LogOptions} from '../../../src/playground/kubelet/types.ts';
import {StatusError} from '../../../src/playground/registry/status-error.ts';
import {noAgent, testApi} from '../../helpers/api-server.ts';

const target = '/api/v1/namespaces/default/pods/web-0/log';

test('a log is plain text; the query is handed on in the units of the API', async () => {
	const asked: LogOptions[] = [];
	const api = await testApi({
		agent: {
			...noAgent,
			async *logs(_namespace, _pod, options) {
				asked.push(options);
				yield Buffer.from('one\n');
				yield Buffer.from('two\n');
			},
		},
	});
	const answer = await api.request(
		`${target}?container=main&tailLines=2&previous=true&sinceSeconds=60&timestamps=true`,
	);
	expect(answer).toMatchObject({status: 200, text: 'one\ntwo\n'});
	expect(answer.headers['content-type']).toBe('text/plain');
	expect(asked).toEqual([
		{
			container: 'main',
			follow: false,
			previous: true,
			timestamps: true,
			tailLines: 2,
			sinceSeconds: 60,
			sinceTime: undefined,
			limitBytes: undefined,
		},
	]);
	expect((await api.request(`${target}?tailLines=x`)).json).toMatchObject({
		code: 400,
		message: 'strconv.ParseInt: parsing "x": invalid syntax',
	});
});

test('an error before the first line is a Status', async () => {
	const api = await testApi({
		agent: {
			...noAgent,
			// oxlint-disable-next-line require-yield
			async *logs() {
				throw new StatusError(400, 'BadRequest', 'container "main" in pod "web-0" is waiting to start');
			},
		},
	});
	expect(await api.request(target)).toMatchObject({
		status: 400,
		json: {reason: 'BadRequest', message: 'container "main" in pod "web-0" is waiting to start'},
	});
});

test('a quiet log that is followed answers at once, and is let go when the client goes', async () => {
	let aborted = false;
	const api = await testApi({
		agent: {
			...noAgent,
			// oxlint-disable-next-line require-yield
			async *logs(_namespace, _pod, _options, signal) {
				await new Promise((resolve) => signal.addEventListener('abort', resolve));
				aborted = true;
			},
		},
	});
	const response = await api.open(`${target}?follow=true`);
	expect(response.statusCode).toBe(200);
	response.destroy();
	await expect.poll(() => aborted).toBe(true);
});
