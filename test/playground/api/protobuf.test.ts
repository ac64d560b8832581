import {expect, test} from 'vitest';
import {decodeProtobuf} from '../../../src/playground/api/protobuf/decode.ts';
import {testApi} from '../../helpers/api-server.ts';

type Value = number | string | Buffer;

/** A message of protobuf: pairs of a field's number and its value. */
function message(...fields: Array<[number, Value]>): Buffer {
	return Buffer.concat(
		fields.map(([number, value]) => {
			if (typeof value === 'number') {
				return Buffer.of(number << 3, value);
			}

			const bytes = Buffer.from(value as string);
			return Buffer.concat([Buffer.of((number << 3) | 2, bytes.length), bytes]);
		}),
	);
}

function envelope(kind: string, raw: Buffer): Buffer {
	const type = message([1, 'v1'], [2, kind]);
	return Buffer.concat([Buffer.from('k8s\0'), message([1, type], [2, raw], [3, ''], [4, ''])]);
}

test('a ConfigMap is read as its JSON would be, without what is empty', () => {
	const metadata = message(
		[1, 'settings'],
		[2, ''],
		[7, 0],
		[8, message()],
		[11, message([1, 'app'], [2, 'web'])],
	);
	const raw = message([1, metadata], [2, message([1, 'TZ'], [2, 'UTC'])], [3, message([1, 'b'], [2, 'x'])]);
	expect(decodeProtobuf(envelope('ConfigMap', raw))).toEqual({
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name: 'settings', labels: {app: 'web'}},
		data: {TZ: 'UTC'},
		binaryData: {b: 'eA=='},
	});
});

test('a port by name and one by number', () => {
	const byNumber = message([3, 80], [4, message([1, 0], [2, 90], [3, ''])]);
	const byName = message([3, 81], [4, message([1, 1], [2, 0], [3, 'http'])]);
	const raw = message([2, message([1, byNumber], [1, byName])]);
	expect(decodeProtobuf(envelope('Service', raw))).toMatchObject({
		spec: {
			ports: [
				{port: 80, targetPort: 90},
				{port: 81, targetPort: 'http'},
			],
		},
	});
});

test('in DeleteOptions a grace period of zero is not "none"', () => {
	expect(decodeProtobuf(envelope('DeleteOptions', message([1, 0], [4, 'Background'])))).toMatchObject({
		gracePeriodSeconds: 0,
		propagationPolicy: 'Background',
	});
});

test('a kind or a field that is not known here is refused, and so is what is cut off', () => {
	expect(() => decodeProtobuf(envelope('Pod', message()))).toThrow('unknown format');
	expect(() => decodeProtobuf(envelope('ConfigMap', message([9, 'x'])))).toThrow(
		'the body has a field 9 of ConfigMap that this server does not read; send JSON',
	);
	const whole = envelope('ConfigMap', message([1, message([1, 'settings'])]));
	expect(() => decodeProtobuf(whole.subarray(0, -6))).toThrow('the body cannot be read as protobuf');
	expect(() => decodeProtobuf(Buffer.from('{}'))).toThrow('it does not begin with "k8s"');
});

test('a protobuf body makes an object', async () => {
	const api = await testApi();
	const raw = message([1, message([1, 'made'])]);
	const response = await api.request('/api/v1/namespaces', {
		method: 'POST',
		headers: {'content-type': 'application/vnd.kubernetes.protobuf'},
		// Every byte of this message is a character of its own.
		body: envelope('Namespace', raw).toString('latin1'),
	});
	expect(response).toMatchObject({status: 201, json: {kind: 'Namespace', metadata: {name: 'made'}}});
});
