import type {IncomingMessage} from 'node:http';
import {notAcceptable} from './errors.ts';

/** How the client wants to see what it asked for. */
export interface Representation {
	format: 'json' | 'yaml';
	/** Kubernetes: `as=` in the Accept header. */
	as: 'object' | 'table' | 'partial';
	/** Of meta.k8s.io, for tables and partial objects. */
	version: 'v1' | 'v1beta1';
	pretty: boolean;
}

const plain: Representation = {format: 'json', as: 'object', version: 'v1', pretty: false};

// The same few headers come again and again.
const seen = new Map<string, Representation | null>();

/** Chooses from the Accept header; throws 406 when nothing in it can be served. */
export function negotiate(request: IncomingMessage, query: URLSearchParams): Representation {
	const accept = request.headers.accept ?? '';
	let representation = seen.get(accept);
	if (representation === undefined) {
		representation = parseAccept(accept);
		if (seen.size < 100) {
			seen.set(accept, representation);
		}
	}

	if (representation === null) {
		throw notAcceptable(['application/json', 'application/yaml']);
	}

	return isPretty(request, query) ? {...representation, pretty: true} : representation;
}

/** Kubernetes: people with curl, wget or a browser get indented JSON unless they say pretty=false. */
function isPretty(request: IncomingMessage, query: URLSearchParams): boolean {
	const asked = query.get('pretty');
	if (asked !== null) {
		return asked !== 'false' && asked !== '0';
	}

	return /^(?:curl|Wget|Mozilla)\//u.test(request.headers['user-agent'] ?? '');
}

function parseAccept(accept: string): Representation | null {
	if (accept === '') {
		return plain;
	}

	for (const clause of accept.split(',')) {
		const [type, ...parameters] = clause.split(';').map((part) => part.trim());
		const format = formatOf(type!);
		if (format === undefined) {
			continue;
		}

		const values = Object.fromEntries(parameters.map((part) => part.split('=', 2)));
		if (values.as === undefined) {
			return {...plain, format};
		}

		const as =
			format === 'json' && values.g === 'meta.k8s.io' ? representations[values.as as string] : undefined;
		if (as !== undefined && (values.v === 'v1' || values.v === 'v1beta1')) {
			return {...plain, format, as, version: values.v};
		}
	}

	return null;
}

const representations: Record<string, Representation['as']> = {
	Table: 'table',
	PartialObjectMetadata: 'partial',
	PartialObjectMetadataList: 'partial',
};

function formatOf(type: string): Representation['format'] | undefined {
	switch (type) {
		case 'application/json':
		case 'application/*':
		case '*/*': {
			return 'json';
		}

		case 'application/yaml': {
			return 'yaml';
		}

		default: {
			return undefined;
		}
	}
}
