import type {KubeObject} from '../../kinds/objects.ts';
import type {WatchEventType} from '../../registry/types.ts';
import type {ResourceExchange} from '../context.ts';
import type {Representation} from '../negotiation.ts';
import {serialize, serializePartial} from '../serialize.ts';
import {includeObject, table} from '../table.ts';

/** Turns the events of one watch into lines of JSON. */
export interface WatchEncoder {
	event(type: WatchEventType, object: KubeObject): string;
	/** `initialEnd`: the bookmark that ends the initial events. */
	bookmark(revision: number, initialEnd: boolean): string;
}

/** An encoder for what the client accepts: whole objects, tables (columns in the first event alone) or metadata. */
export function watchEncoder(exchange: ResourceExchange, {as, version}: Representation): WatchEncoder {
	switch (as) {
		case 'table': {
			return tableEncoder(exchange, version);
		}

		case 'partial': {
			return {
				event: (type, object) => line(type, serializePartial(object)),
				bookmark: (revision, initialEnd) =>
					bookmark('PartialObjectMetadata', `meta.k8s.io/${version}`, revision, initialEnd),
			};
		}

		case 'object': {
			const {group, version: kindVersion, kind} = exchange.kind;
			const apiVersion = group === '' ? kindVersion : `${group}/${kindVersion}`;
			return {
				event: (type, object) => line(type, serialize(object)),
				bookmark: (revision, initialEnd) => bookmark(kind, apiVersion, revision, initialEnd),
			};
		}
	}
}

function tableEncoder(
	{kind, query, context}: ResourceExchange,
	version: Representation['version'],
): WatchEncoder {
	const include = includeObject(query);
	let headers = true;
	const encode = (objects: KubeObject[], metadata: Record<string, unknown>) => {
		const json = table(kind, objects, metadata, {version, include, now: context.clock.now(), headers});
		headers = false;
		return json;
	};

	return {
		event: (type, object) => line(type, encode([object], {resourceVersion: object.metadata.resourceVersion})),
		bookmark: (revision, initialEnd) => line('BOOKMARK', encode([], bookmarkMetadata(revision, initialEnd))),
	};
}

function bookmark(kind: string, apiVersion: string, revision: number, initialEnd: boolean): string {
	return line(
		'BOOKMARK',
		JSON.stringify({kind, apiVersion, metadata: bookmarkMetadata(revision, initialEnd)}),
	);
}

function bookmarkMetadata(revision: number, initialEnd: boolean) {
	return {
		resourceVersion: String(revision),
		...(initialEnd && {annotations: {'k8s.io/initial-events-end': 'true'}}),
	};
}

function line(type: WatchEventType | 'BOOKMARK', json: string): string {
	return `{"type":"${type}","object":${json}}\n`;
}
