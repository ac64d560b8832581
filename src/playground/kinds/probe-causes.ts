import type {StatusCause} from '../registry/status-error.ts';
import {forbiddenField, invalidField, path, requiredField} from './causes.ts';
import type {Handler, Probe} from './objects.ts';
import {portNumberCauses} from './port-causes.ts';

const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;
const numbers = [
	'initialDelaySeconds',
	'timeoutSeconds',
	'periodSeconds',
	'successThreshold',
	'failureThreshold',
] as const;

/** What is wrong with a probe at `at`; `once` for those that must succeed once and not more often. */
export function probeCauses(at: string, probe: Probe, once: boolean): StatusCause[] {
	return [
		...handlerCauses(at, probe),
		...numbers
			.filter((field) => (probe[field] ?? 0) < 0)
			.map((field) => invalidField(path(at, field), probe[field], 'must be greater than or equal to 0')),
		...(once && probe.successThreshold !== 1
			? [invalidField(path(at, 'successThreshold'), probe.successThreshold, 'must be 1')]
			: []),
	];
}

function handlerCauses(at: string, handler: Handler): StatusCause[] {
	const given = handlers.filter((each) => Reflect.get(handler, each) !== undefined);
	const {exec, httpGet, tcpSocket} = handler;
	if (given.length === 0) {
		return [requiredField(at, 'must specify a handler type')];
	}

	return [
		...given
			.slice(1)
			.map((each) => forbiddenField(path(at, each), 'may not specify more than 1 handler type')),
		...(exec && (exec.command ?? []).length === 0 ? [requiredField(path(at, 'exec.command'))] : []),
		...(httpGet && typeof httpGet.port === 'number'
			? portNumberCauses(path(at, 'httpGet.port'), httpGet.port)
			: []),
		...(tcpSocket && typeof tcpSocket.port === 'number'
			? portNumberCauses(path(at, 'tcpSocket.port'), tcpSocket.port)
			: []),
	];
}
