// Writes src/playground/kinds/schema.json: the fields of every type that the playground's kinds reach, read from
// @kubernetes/client-node's models. Run it after an update of that package: node scripts/generate-schema.ts
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

interface Attribute {
	name: string;
	baseName: string;
	type: string;
	format: string;
}

interface Model {
	getAttributeTypeMap(): Attribute[];
}

interface TypeSchema {
	package: string;
	required?: string[];
	fields: Record<string, string>;
}

const models = new URL('../node_modules/@kubernetes/client-node/dist/gen/models/', import.meta.url);
const target = new URL('../src/playground/kinds/schema.json', import.meta.url);

/** The kinds, and what the API itself takes and gives. */
const roots = [
	'V1Namespace',
	'V1Node',
	'V1ConfigMap',
	'V1Secret',
	'V1ServiceAccount',
	'V1Service',
	'V1EndpointSlice',
	'V1PersistentVolumeClaim',
	'V1PersistentVolume',
	'V1StorageClass',
	'V1Pod',
	'V1StatefulSet',
	'V1ControllerRevision',
	'CoreV1Event',
	'V1Scale',
	'V1DeleteOptions',
	'V1Status',
	'V1ListMeta',
];

/** Which package a type's message name begins with; the rest are of the core group. */
const packages: Array<[RegExp, string]> = [
	[
		/^(ObjectMeta|ListMeta|LabelSelector|LabelSelectorRequirement|OwnerReference|ManagedFieldsEntry|Condition|DeleteOptions|Preconditions|Status|StatusCause|StatusDetails|ShardInfo)$/,
		'io.k8s.apimachinery.pkg.apis.meta.v1',
	],
	[/^(StatefulSet\w*|ControllerRevision|RollingUpdateStatefulSetStrategy)$/, 'io.k8s.api.apps.v1'],
	[
		/^(Endpoint|EndpointConditions|EndpointHints|EndpointPort|EndpointSlice|ForNode|ForZone)$/,
		'io.k8s.api.discovery.v1',
	],
	[/^StorageClass$/, 'io.k8s.api.storage.v1'],
	[/^Scale\w{0,6}$/, 'io.k8s.api.autoscaling.v1'],
];

/** Fields that hold quantities, which the models know only as strings. */
const quantities =
	/^(?:ContainerStatus\.allocatedResources|EmptyDirVolumeSource\.sizeLimit|NodeAllocatableResourceClaimStatus\.resources|NodeStatus\.(?:allocatable|capacity)|PersistentVolumeClaimStatus\.(?:allocatedResources|capacity)|PersistentVolumeSpec\.capacity|PodSpec\.overhead|PodStatus\.allocatedResources|ResourceFieldSelector\.divisor|ResourceRequirements\.(?:limits|requests)|VolumeResourceRequirements\.(?:limits|requests))$/;

const types: Record<string, TypeSchema> = {};
const waiting = [...roots];
for (let model = waiting.pop(); model !== undefined; model = waiting.pop()) {
	const name = typeName(model);
	if (types[name] === undefined) {
		types[name] = await readType(model);
	}
}

const sorted = Object.fromEntries(Object.entries(types).toSorted(([a], [b]) => (a < b ? -1 : 1)));
const lines = Object.entries(sorted).map(
	([name, type]) => `\t${JSON.stringify(name)}: ${JSON.stringify(type)}`,
);
writeFileSync(target, `{\n${lines.join(',\n')}\n}\n`);
process.stdout.write(`${fileURLToPath(target)}: ${lines.length} types\n`);

async function readType(model: string): Promise<TypeSchema> {
	const name = typeName(model);
	const file = new URL(`${model}.js`, models);
	const module = (await import(file.href)) as Record<string, Model>;
	const optional = optionalNames(model);
	const fields: Record<string, string> = {};
	const required: string[] = [];
	for (const attribute of module[model]!.getAttributeTypeMap()) {
		fields[attribute.baseName] = fieldType(name, attribute);
		if (!optional.has(attribute.name)) {
			required.push(attribute.baseName);
		}
	}

	const found = packages.find(([pattern]) => pattern.test(name));
	return {package: found?.[1] ?? 'io.k8s.api.core.v1', ...(required.length > 0 && {required}), fields};
}

function optionalNames(model: string): Set<string> {
	const declaration = readFileSync(new URL(`${model}.d.ts`, models), 'utf8');
	return new Set([...declaration.matchAll(/^ {4}'(\w+)'\?:/gm)].map(([, name]) => name!));
}

function typeName(model: string): string {
	return model.replace(/^(?:Core|Discovery|Storage)?V1/, '');
}

/** `[]Container`, `map[]quantity`, `int32`, `PodSpec` and so on. */
function fieldType(owner: string, {baseName, type, format}: Attribute): string {
	const list = /^Array<(.+)>$/.exec(type);
	if (list) {
		return `[]${fieldType(owner, {name: '', baseName, type: list[1]!, format})}`;
	}

	const map = /^\{ \[key: string\]: (.+); \}$/.exec(type);
	if (map) {
		return `map[]${fieldType(owner, {name: '', baseName, type: map[1]!, format})}`;
	}

	if (type === 'string' && quantities.test(`${owner}.${baseName}`)) {
		return 'quantity';
	}

	switch (type) {
		case 'string':
			return format === 'byte' ? 'bytes' : 'string';
		case 'number':
			return format === 'double' ? 'double' : format || 'int64';
		case 'boolean':
			return 'bool';
		case 'Date':
			return 'time';
		case 'V1MicroTime':
			return 'microTime';
		case 'IntOrString':
			return 'intOrString';
		case 'any':
			return 'any';
		default:
			if (!readdirSync(models).includes(`${type}.js`)) {
				throw new Error(`${owner}.${baseName}: no model for type ${type}`);
			}

			waiting.push(type);
			return typeName(type);
	}
}
