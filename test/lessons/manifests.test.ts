import {execFile} from 'node:child_process';
import {access, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, test} from 'vitest';
import {parseDocument} from 'yaml';
import {readText} from './course.ts';
import {manifestOf, manifests, type Manifest} from './manifests.ts';

const execute = promisify(execFile);
const files = [...manifests].map(([file, objects]) => ({file, objects}));
const scripts = Object.entries(manifestOf('70-scripts.yaml').data!).map(([name, text]) => ({name, text}));

interface Volume {
	name: string;
	configMap?: {name: string};
}

interface PodSpec {
	containers: Array<{name: string; image: string; volumeMounts?: Array<{name: string}>}>;
	initContainers: PodSpec['containers'];
	volumes: Volume[];
}

interface StatefulSetSpec {
	serviceName: string;
	selector: {matchLabels: Record<string, string>};
	template: {metadata: {labels: Record<string, string>}; spec: PodSpec};
	volumeClaimTemplates: Array<{metadata: {name: string}}>;
}

test.each(files)('$file names the namespace of what it holds', ({objects}) => {
	for (const {kind, metadata} of objects) {
		expect(metadata.namespace, `${kind} ${metadata.name}`).toBe(
			kind === 'Namespace' ? undefined : 'postgres',
		);
	}
});

test('a key that stands twice is a mistake', () => {
	expect(parseDocument('a: 1\na: 2\n').errors).not.toEqual([]);
});

test.each(scripts)('the script $name is a shell script', async ({text}) => {
	const checked = execute('sh', ['-n'], {encoding: 'utf8'});
	checked.child.stdin!.end(text);
	expect((await checked).stderr).toBe('');
});

test.each(scripts)('the script $name swallows no failure', ({text}) => {
	expect(text).not.toMatch(/\|\| (true|:)|exit 0\s*$/);
});

test('the script of a member stops at the first failure', () => {
	expect(scripts.find(({name}) => name === 'init.sh')!.text).toMatch(/^set -eu\n/);
});

test('the members are what the headless Service selects, under its name', () => {
	const members = statefulSet();
	const service = manifestOf('50-headless.yaml') as Manifest & {spec: {selector: object}};
	expect(members.serviceName).toBe(service.metadata.name);
	expect(members.selector.matchLabels).toEqual(service.spec.selector);
	expect(members.template.metadata.labels).toMatchObject(service.spec.selector);
});

test('every volume that a container of a member mounts is there, and every ConfigMap behind one', () => {
	const {template, volumeClaimTemplates} = statefulSet();
	const {containers, initContainers, volumes} = template.spec;
	const mounted = [...containers, ...initContainers].flatMap(({volumeMounts = []}) =>
		volumeMounts.map((mount) => mount.name),
	);
	const offered = [
		...volumes.map(({name}) => name),
		...volumeClaimTemplates.map(({metadata}) => metadata.name),
	];
	expect([...new Set(mounted)].toSorted()).toEqual(offered.toSorted());
	const configMaps = [...manifests.values()].flat().filter(({kind}) => kind === 'ConfigMap');
	const mountedMaps = volumes.flatMap(({configMap}) => configMap?.name ?? []);
	expect(configMaps.map(({metadata}) => metadata.name)).toEqual(expect.arrayContaining(mountedMaps));
});

test('the images are pinned', async () => {
	const images = await Promise.all(
		files.map(async ({file}) => (await readText(file)).match(/(?<=image: ).*/g) ?? []),
	);
	expect([...new Set(images.flat())].toSorted()).toEqual(['busybox:1.37', 'postgres:15.18-alpine']);
});

test('nobody on the network is trusted', () => {
	const lines = manifestOf('40-files.yaml').data!['pg_hba.conf']!.split('\n');
	const network = lines.filter((line) => line.startsWith('host'));
	expect(network.length).toBeGreaterThan(0);
	expect(network.filter((line) => !line.endsWith('scram-sha-256'))).toEqual([]);
});

test('PostgreSQL accepts postgresql.conf', async (context) => {
	const postgres = '/usr/lib/postgresql/15/bin/postgres';
	if (!(await exists(postgres))) {
		context.skip(`there is no ${postgres}`);
	}

	const directory = await mkdtemp(join(tmpdir(), 'doklab-config-'));
	try {
		const file = join(directory, 'postgresql.conf');
		await writeFile(file, manifestOf('40-files.yaml').data!['postgresql.conf']!);
		// -C comes first: only then may root ask.
		const {stdout} = await execute(postgres, [
			'-C',
			'synchronous_standby_names',
			'-D',
			directory,
			'-c',
			`config_file=${file}`,
		]);
		expect(stdout).toBe('FIRST 2 (*)\n');
	} finally {
		await rm(directory, {recursive: true});
	}
});

function statefulSet(): StatefulSetSpec {
	return (manifestOf('70-statefulset.yaml') as Manifest & {spec: StatefulSetSpec}).spec;
}

async function exists(path: string): Promise<boolean> {
	return access(path).then(
		() => true,
		() => false,
	);
}
