import {expect, test} from 'vitest';
import {proseLines} from '../../src/plain/prose.ts';

test('Markdown is read as plain paragraphs, code as it stands', () => {
	const markdown = `A **bold** word, \`code --flag\` and [a link](https://example.org).
Still the same paragraph.

\`\`\`sh
kubectl get pods \\
  --watch
\`\`\`

- one
- two, which is longer than a line can be here
1. first
`;
	expect(proseLines(markdown, 40)).toEqual([
		'A bold word, code --flag and a link',
		'(https://example.org). Still the same',
		'paragraph.',
		'',
		String.raw`    kubectl get pods \ `.trimEnd(),
		'      --watch',
		'',
		'- one',
		'- two, which is longer than a line can',
		'  be here',
		'',
		'1. first',
	]);
});

test('Japanese is wrapped by kinsoku, and a line end within a paragraph is no space', () => {
	const markdown = 'データベースのメンバーは、\nそれぞれ違う。「プライマリ」は 1 つだけです。';
	expect(proseLines(markdown, 26)).toEqual([
		'データベースのメンバーは、',
		'それぞれ違う。「プライマ',
		'リ」は 1 つだけです。',
	]);
});

test('a table is told row by row, each cell with its heading', () => {
	const markdown = '| Name | State |\n| --- | --- |\n| a | up |\n| b | down |\n';
	expect(proseLines(markdown, 80)).toEqual(['- Name: a; State: up', '- Name: b; State: down']);
});
