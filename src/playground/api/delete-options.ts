import {badRequest, invalid, type StatusCause} from '../registry/status-error.ts';
import type {DeleteOptions} from '../registry/types.ts';
import {contentType, readBytes} from './body.ts';
import type {Exchange} from './context.ts';
import {parseYaml} from './decode.ts';
import {unsupportedMediaType} from './errors.ts';
import {describeJsonError} from './json-error.ts';
import {decodeProtobuf, protobufType} from './protobuf/decode.ts';
import {isDryRun, notSupported} from './query.ts';

type Wire = Omit<DeleteOptions, 'dryRun'> & {dryRun?: string[]; orphanDependents?: boolean};

const policies = ['Foreground', 'Background', 'Orphan'];

/** DeleteOptions from the body or, without one, from the query; throws 400, 413, 415 and 422. */
export async function readDeleteOptions(exchange: Exchange): Promise<DeleteOptions> {
	const body = await readBytes(exchange.request);
	const wire = body.length === 0 ? fromQuery(exchange.query) : await fromBody(exchange, body);
	const causes: StatusCause[] = [];
	const dryRun = isDryRun(wire.dryRun ?? [], causes);
	const {gracePeriodSeconds, preconditions, orphanDependents} = wire;
	const propagationPolicy =
		wire.propagationPolicy ??
		(orphanDependents === undefined ? undefined : orphanDependents ? 'Orphan' : 'Background');
	if (propagationPolicy !== undefined && !policies.includes(propagationPolicy)) {
		causes.push(notSupported('propagationPolicy', propagationPolicy, policies));
	}

	if (
		gracePeriodSeconds !== undefined &&
		!(Number.isInteger(gracePeriodSeconds) && gracePeriodSeconds >= 0)
	) {
		causes.push({
			reason: 'FieldValueInvalid',
			message: `Invalid value: ${gracePeriodSeconds}: must be a whole number of seconds, 0 or more`,
			field: 'gracePeriodSeconds',
		});
	}

	if (causes.length > 0) {
		throw invalid({group: 'meta.k8s.io', kind: 'DeleteOptions'}, '', causes);
	}

	return {gracePeriodSeconds, propagationPolicy, preconditions, dryRun};
}

function fromQuery(query: URLSearchParams): Wire {
	const grace = query.get('gracePeriodSeconds');
	return {
		gracePeriodSeconds: grace === null ? undefined : Number(grace),
		propagationPolicy: (query.get('propagationPolicy') || undefined) as Wire['propagationPolicy'],
		dryRun: query.getAll('dryRun'),
	};
}

async function fromBody({request}: Exchange, body: Buffer): Promise<Wire> {
	const type = contentType(request);
	if (type === protobufType) {
		return decodeProtobuf(body);
	}

	const text = body.toString('utf8');
	if (type !== 'application/json' && type !== 'application/yaml') {
		throw unsupportedMediaType(['application/json', 'application/yaml', protobufType]);
	}

	let value: unknown;
	try {
		value = type === 'application/yaml' ? await parseYaml(text) : JSON.parse(text);
	} catch (error) {
		const why = error instanceof SyntaxError ? describeJsonError(text, error) : (error as Error).message;
		throw badRequest(`couldn't get version/kind; json parse error: ${why}`);
	}

	if (value === null || typeof value !== 'object' || Array.isArray(value)) {
		throw badRequest('DeleteOptions: the body is not an object');
	}

	return nullsLeftOut(value);
}

/** client-go writes null for what is not set. */
function nullsLeftOut(value: object): object {
	return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));
}
