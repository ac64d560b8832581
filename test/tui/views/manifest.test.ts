import {globSync, readFileSync} from 'node:fs';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {loadFieldNotes} from '../../../src/lesson/field-notes.ts';
import {diffLines} from '../../../src/tui/views/diff.ts';
import {placeNotes} from '../../../src/tui/views/manifest-notes.ts';
import {manifestLines} from '../../../src/tui/views/manifest.ts';
import {ascii, colored, plain, root} from './samples.ts';

const manifest = `apiVersion: v1
kind: Service
spec:
  clusterIP: None # headless
  ports:
    - port: 5432
`;
const notes = new Map([
	[
		'Service',
		new Map([
			['spec.clusterIP=None', {en: 'No address of its own.', ja: '専用のアドレスを持ちません。'}],
			['spec.ports[].port', {en: 'It listens here.', ja: 'ここで待ち受けます。'}],
		]),
	],
]);
const options = {theme: plain, language: 'en', notes} as const;

test('where there is room a note stands beside its field', () => {
	expect(manifestLines(manifest, {...options, width: 70})).toEqual([
		'1  apiVersion: v1',
		'2  kind: Service',
		'3  spec:',
		'4    clusterIP: None # headless   ▌ No address of its own.',
		'5    ports:',
		'6      - port: 5432               ▌ It listens here.',
	]);
});

test('where there is none it stands below', () => {
	expect(manifestLines(manifest, {...options, width: 40, language: 'ja', theme: ascii})).toEqual([
		'1  apiVersion: v1',
		'2  kind: Service',
		'3  spec:',
		'4    clusterIP: None # headless',
		'     | 専用のアドレスを持ちません。',
		'5    ports:',
		'6      - port: 5432',
		'         | ここで待ち受けます。',
	]);
});

test('keys, numbers and comments have their styles', () => {
	expect(manifestLines(manifest, {...options, theme: colored, width: 40, notes: new Map()})[3]).toBe(
		'\u001B[2m4\u001B[22m    \u001B[36mclusterIP\u001B[39m: None \u001B[2m# headless\u001B[22m',
	);
});

test('notes of Pods and claims hold in templates, those of containers for init containers; each is said once', () => {
	const text = 'en and ja';
	const note = (name: string) => ({en: name, ja: text});
	const some = new Map([
		[
			'Pod',
			new Map([
				['spec.containers[].image', note('image')],
				['spec.containers[].image=x', note('x')],
			]),
		],
		['PersistentVolumeClaim', new Map([['spec.accessModes', note('modes')]])],
		['*', new Map([['kind', note('any')]])],
	]);
	const set = `kind: StatefulSet
spec:
  template:
    spec:
      initContainers: [{image: a}, {image: x}]
      containers: [{image: b}]
  volumeClaimTemplates:
    - spec:
        accessModes: [ReadWriteOnce]
`;
	expect(placeNotes(set, some).map(({line, column, text: {en}}) => `${line}:${column} ${en}`)).toEqual([
		'0:0 any',
		'4:24 image',
		'4:36 x',
		'8:8 modes',
	]);
});

test('what is no YAML is shown as it is', () => {
	expect(manifestLines('a: [1\nb: }', {...options, width: 40})).toEqual(['1  a: [1', '2  b: }']);
});

const manifests = globSync(`${root}manifests/*.yaml`);
const fieldNotes = await loadFieldNotes(root);

test('each note of the course is about a field of its manifests', () => {
	const placed = new Set(
		manifests.flatMap((file) => placeNotes(readFileSync(file, 'utf8'), fieldNotes).map(({text}) => text)),
	);
	const idle = [...fieldNotes].flatMap(([kind, paths]) =>
		[...paths].flatMap(([path, note]) => (placed.has(note) ? [] : [`${kind} ${path}`])),
	);
	expect(idle).toEqual([]);
});

test('no line of a manifest or a diff is wider than its pane', () => {
	for (const file of manifests) {
		const text = readFileSync(file, 'utf8');
		const changed = text.replaceAll('postgres', 'other-than-before');
		for (let width = 40; width <= 160; width += 13) {
			const theme = [plain, ascii, colored][width % 3]!;
			const lines = [
				...manifestLines(text, {width, theme, language: 'en', notes: fieldNotes}),
				...manifestLines(text, {width, theme, language: 'ja', notes: fieldNotes}),
				...diffLines({manifest: text, live: changed}, {width, theme, language: 'ja'}),
			];
			const wide = lines.filter((line) => stringWidth(line) > width);
			expect(wide, `${file} at ${width}`).toEqual([]);
		}
	}
});

const diff = (live: string | undefined, message?: string) =>
	diffLines({manifest, live, message}, {width: 60, theme: plain, language: 'en'});

test('a diff has signs, the place in the object, and says which side is which', () => {
	expect(
		diff('kind: Service\napiVersion: v1\nspec: {clusterIP: None, ports: [{port: 5433}], x: 1}\n'),
	).toEqual([
		'- in the manifest   + in the cluster',
		'',
		'  spec:',
		'    clusterIP: None',
		'    ports:',
		'-     - port: 5432',
		'+     - port: 5433',
		'+   x: 1',
	]);
});

test('changes far apart say what they are below', () => {
	const text = `spec:
  containers:
    - name: a
      one: 1
      two: 2
      three: 3
      four: 4
      five: 5
`;
	const lines = diffLines(
		{manifest: text, live: text.replace('5', '6')},
		{width: 60, theme: plain, language: 'ja'},
	);
	expect(lines).toEqual([
		'- マニフェスト   + クラスタ',
		'',
		'spec.containers',
		'        two: 2',
		'        three: 3',
		'        four: 4',
		'-       five: 5',
		'+       five: 6',
	]);
});

test('the same values in another order and without comments do not differ', () => {
	expect(
		diff('spec:\n  ports: [{port: 5432}]\n  clusterIP: "None"\nkind: Service\napiVersion: v1\n'),
	).toEqual(['✓ Nothing differs: the cluster holds what the manifest says.']);
});

test('what is not in the cluster is said, with the reason where there is one', () => {
	expect(diff(undefined)).toEqual(['○ Not in the cluster yet.']);
	expect(diff(undefined, 'The cluster does not answer.')).toEqual(['○ The cluster does not answer.']);
});
