import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {loadFieldNotes} from '../../src/lesson/field-notes.ts';
import {temporaryDirectory} from '../helpers/directory.ts';

test('a course without notes on fields has none', async () => {
	expect(await loadFieldNotes(await courseWith(undefined))).toEqual(new Map());
});

test('notes are kept by kind and by path', async () => {
	const root = await courseWith('Service:\n  spec.clusterIP=None: {en: Headless., ja: ヘッドレスです。}\n');
	expect(await loadFieldNotes(root)).toEqual(
		new Map([['Service', new Map([['spec.clusterIP=None', {en: 'Headless.', ja: 'ヘッドレスです。'}]])]]),
	);
});

test('every mistake is told, with its place and what to do', async () => {
	const root = await courseWith(`Servise:
  spec.port: {en: A.}
Pod:
  spec..x: {en: A., ja: あ。}
  spec.y: text
ConfigMap: text
`);
	await expect(loadFieldNotes(root)).rejects.toThrow(
		[
			`The course in ${root} has 5 mistakes:`,
			'lessons/fields.yaml:1:1: There is no kind "Servise". Did you mean Service?',
			'lessons/fields.yaml:2:14: The note has no ja. Add ja: In the language ja.',
			'lessons/fields.yaml:4:3: "spec..x" is no path of a field. Write it as spec.ports[].port, or spec.clusterIP=None for one value.',
			'lessons/fields.yaml:5:11: The note must be an object, not "text". Write an object.',
			'lessons/fields.yaml:6:12: Here must be paths of fields. Write an object: kind, path, then en and ja.',
		].join('\n'),
	);
});

async function courseWith(notes: string | undefined): Promise<string> {
	const root = await temporaryDirectory();
	await mkdir(join(root, 'lessons'));
	if (notes !== undefined) {
		await writeFile(join(root, 'lessons', 'fields.yaml'), notes);
	}

	return root;
}
