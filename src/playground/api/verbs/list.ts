import type {KubeObject} from '../../kinds/objects.ts';
import {badRequest, invalid, StatusError, type StatusCause} from '../../registry/status-error.ts';
import type {ResourceExchange} from '../context.ts';
import {negotiate, type Representation} from '../negotiation.ts';
import {count} from '../query.ts';
import {checkRevision} from '../revision.ts';
import {sendRepresentation} from '../send-object.ts';
import {serialize, serializePartial} from '../serialize.ts';
import {includeObject, table} from '../table.ts';
import {ListPages, type Page} from '../list-pages.ts';

const pagesOf = new WeakMap<object, ListPages>();

/** GET of a collection. */
export function list(exchange: ResourceExchange): void | Promise<void> {
	const representation = negotiate(exchange.request, exchange.query);
	const page = readPage(exchange);
	return sendRepresentation(exchange, 200, encodeList(exchange, page, representation), representation);
}

function readPage(exchange: ResourceExchange): Page {
	const {context, kind, namespace, query} = exchange;
	const limit = count(query, 'limit') ?? 0;
	const token = query.get('continue');
	let pages = pagesOf.get(context);
	if (pages === undefined) {
		pages = new ListPages(context.clock);
		pagesOf.set(context, pages);
	}

	if (token) {
		if (query.get('resourceVersion')) {
			throw badRequest('specifying resource version is not allowed when using continue');
		}

		return pages.next(token, limit);
	}

	checkRevisionMatch(exchange);
	const objects = context.registry.list(kind.resource, {
		namespace,
		labelSelector: query.get('labelSelector') ?? undefined,
		fieldSelector: query.get('fieldSelector') ?? undefined,
	});
	return pages.first(objects, context.registry.revision(), limit);
}

/** Everything is answered from the newest state, which any revision but an `Exact` old one allows. */
function checkRevisionMatch({query, context: {registry}}: ResourceExchange): void {
	const revision = checkRevision(query.get('resourceVersion'), registry);
	const match = query.get('resourceVersionMatch');
	if (match === null || match === '') {
		return;
	}

	const problem = matchProblem(match, revision);
	if (problem !== undefined) {
		throw invalid({group: 'meta.k8s.io', kind: 'ListOptions'}, '', [problem]);
	}

	if (match === 'Exact' && revision !== registry.revision()) {
		throw new StatusError(410, 'Expired', `The resourceVersion for the provided list is too old.`);
	}
}

function matchProblem(match: string, revision: number | undefined): StatusCause | undefined {
	if (match !== 'Exact' && match !== 'NotOlderThan') {
		return {
			reason: 'FieldValueNotSupported',
			message: `Unsupported value: ${JSON.stringify(match)}: supported values: "Exact", "NotOlderThan"`,
			field: 'resourceVersionMatch',
		};
	}

	const message =
		revision === undefined
			? 'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided'
			: match === 'Exact' && revision === 0
				? 'Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"'
				: undefined;
	return message === undefined
		? undefined
		: {reason: 'FieldValueForbidden', message, field: 'resourceVersionMatch'};
}

function encodeList(
	{context, kind, query}: ResourceExchange,
	{objects, metadata}: Page,
	{as, version}: Representation,
): string {
	if (as === 'table') {
		return table(kind, objects, metadata, {version, include: includeObject(query), now: context.clock.now()});
	}

	const [name, apiVersion] =
		as === 'partial'
			? ['PartialObjectMetadataList', `meta.k8s.io/${version}`]
			: [`${kind.kind}List`, kind.group === '' ? kind.version : `${kind.group}/${kind.version}`];
	const items = encodeItems(objects, as === 'partial' ? serializePartial : serialize);
	return `{"kind":"${name}","apiVersion":"${apiVersion}","metadata":${JSON.stringify(metadata)},"items":[${items}]}`;
}

function encodeItems(objects: KubeObject[], encode: (object: KubeObject) => string): string {
	return objects.map((object) => encode(object)).join(',');
}
