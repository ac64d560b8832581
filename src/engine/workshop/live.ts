import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {isMap, isSeq, parseAllDocuments, type Document} from 'yaml';
import type {KubeObject} from '../../kube/kube.ts';
import {explain} from '../failure.ts';
import type {Workbench} from '../workbench.ts';
import {project} from './project.ts';
import {words} from './words.ts';

/** A manifest as written. Rejects with node's error when it cannot be read. */
export async function readManifestText(bench: Workbench, file: string): Promise<{text: string}> {
	return {text: await readFile(join(bench.root, file), 'utf8')};
}

/**
 * The manifest with the values that its objects have in the cluster: same order, same comments, so that a
 * comparison shows what differs and nothing else. Objects that are not there are left out.
 */
export async function readLive(
	bench: Workbench,
	file: string,
	signal: AbortSignal,
): Promise<{text: string | undefined; message?: string}> {
	const {text} = await readManifestText(bench, file);
	const found: string[] = [];
	const missing: string[] = [];
	try {
		for (const document of parseAllDocuments(text)) {
			const object = document.toJS() as KubeObject | null;
			if (object === null) {
				continue;
			}

			const live = await read(object, bench, signal);
			if (live === undefined) {
				missing.push(`${object.kind} ${object.metadata.name}`);
			} else {
				update(document, [], object, project(object, readable(object, live)));
				found.push(document.toString({lineWidth: 0, flowCollectionPadding: false}));
			}
		}
	} catch (error) {
		return {text: undefined, message: explain(error).message};
	}

	return {
		text: found.length === 0 ? undefined : found.join(''),
		...(missing.length > 0 && {message: words[bench.language].notThere(missing.join(', '))}),
	};
}

async function read(
	{kind, apiVersion, metadata}: KubeObject,
	bench: Workbench,
	signal: AbortSignal,
): Promise<KubeObject | undefined> {
	const kube = await bench.connection.kube();
	const {namespaced} = await kube.resource(kind, apiVersion, signal);
	const namespace = namespaced ? (metadata.namespace ?? bench.namespace) : undefined;
	return kube.read({kind, apiVersion, name: metadata.name, namespace}, signal);
}

/** The API turns a Secret's stringData into data, in base64. */
function readable(wanted: KubeObject, live: KubeObject): KubeObject {
	if (wanted.kind !== 'Secret' || !isObject(wanted.stringData) || !isObject(live.data)) {
		return live;
	}

	const entries = Object.entries(live.data).map(([key, value]): [string, string] => [
		key,
		Buffer.from(String(value), 'base64').toString(),
	]);
	return {...live, stringData: Object.fromEntries(entries)};
}

/** Writes what differs into the document, and nothing else, so that the rest stays as it was written. */
function update(document: Document, path: Array<string | number>, before: unknown, now: unknown): void {
	if (isObject(before) && isObject(now) && isMap(nodeAt(document, path))) {
		for (const key of Object.keys(before).filter((one) => !(one in now))) {
			document.deleteIn([...path, key]);
		}

		for (const [key, value] of Object.entries(now)) {
			update(document, [...path, key], before[key], value);
		}
	} else if (Array.isArray(before) && Array.isArray(now) && isSeq(nodeAt(document, path))) {
		for (const [index, value] of now.entries()) {
			update(document, [...path, index], before[index], value);
		}

		for (let index = before.length - 1; index >= now.length; index--) {
			document.deleteIn([...path, index]);
		}
	} else if (JSON.stringify(before) !== JSON.stringify(now)) {
		document.setIn(path, typeof now === 'object' ? document.createNode(now) : now);
	}
}

function nodeAt(document: Document, path: Array<string | number>): unknown {
	return path.length === 0 ? document.contents : document.getIn(path, true);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
