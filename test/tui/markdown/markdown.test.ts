import {expect, test} from 'vitest';
import {renderMarkdown} from '../../../src/tui/markdown/markdown.ts';
import {createTheme} from '../../../src/tui/theme.ts';

const plain = createTheme({colors: 0, isUnicode: true});
const ascii = createTheme({colors: 0, isUnicode: false});
const colored = createTheme({colors: 1, isUnicode: true});
const render = (text: string, width = 40, theme = plain) => renderMarkdown(text, {width, theme});

test('paragraphs are filled, with an empty line between them', () => {
	expect(render('One line\nof the source.\n\nAnother.')).toEqual(['One line of the source.', '', 'Another.']);
});

test('a line end between Japanese characters is nothing, beside a Latin word a space', () => {
	expect(render('レプリ\nケーション\nPod です')).toEqual(['レプリケーション Pod です']);
});

test('items hang behind their bullets, also in a list within a list', () => {
	expect(render('- one that is longer than its line\n- two\n  - inner\n', 20)).toEqual([
		'• one that is longer',
		'  than its line',
		'• two',
		'  • inner',
	]);
});

test('numbers start where the list starts, and stand below each other', () => {
	expect(render('9. nine\n10. ten')).toEqual(['9.  nine', '10. ten']);
});

test('tasks show whether they are done', () => {
	expect(render('- [x] done\n- [ ] open')).toEqual(['• [x] done', '• [ ] open']);
});

test('without colours backquotes tell code from prose, with colours the colour does', () => {
	expect(render('Run `kubectl get pods` **now**.')).toEqual(['Run `kubectl get pods` now.']);
	expect(render('Run `ls` **now**.', 40, colored)).toEqual([
		'Run \u001B[36mls\u001B[39m \u001B[1mnow\u001B[22m.',
	]);
});

test('a link says its address once', () => {
	expect(render('[kind](https://kind.sigs.k8s.io) and <https://mise.jdx.dev>', 80)).toEqual([
		'kind (https://kind.sigs.k8s.io) and https://mise.jdx.dev',
	]);
});

test('characters that HTML would need escaped are themselves', () => {
	expect(render('a < b && c > "d" &amp; `x < y`', 80)).toEqual(['a < b && c > "d" & `x < y`']);
});

test('code stands behind an edge, and what is too long goes on further in', () => {
	expect(render('```sh\nkubectl exec postgres-0 -- psql -U postgres\n  ls\n```', 30)).toEqual([
		'  │ kubectl exec postgres-0 --',
		'  │     psql -U postgres',
		'  │   ls',
	]);
	expect(render('```sh\nls\n```', 30, ascii)).toEqual(['  | ls']);
});

test('comments in code are quiet, a sign within a word or a string is no comment', () => {
	expect(render('```sh\necho "# no" a#b # yes\n```', 60, colored)).toEqual([
		'  \u001B[2m│\u001B[22m echo "# no" a#b \u001B[2m# yes\u001B[22m',
	]);
});

test('YAML in code has keys, strings and numbers in their styles', () => {
	expect(render('```yaml\nport: 5432 # here\nname: "x"\n```', 60, colored)).toEqual([
		'  \u001B[2m│\u001B[22m \u001B[36mport\u001B[39m: \u001B[33m5432\u001B[39m \u001B[2m# here\u001B[22m',
		'  \u001B[2m│\u001B[22m \u001B[36mname\u001B[39m: \u001B[32m"x"\u001B[39m',
	]);
});

const table = '| | A | B |\n| --- | --- | --- |\n| 名前 | one | two words |\n| 値 | `x` | 3 |';

test('columns of a table are as wide as they need, Japanese counted double', () => {
	expect(render(table)).toEqual([
		'      A    B',
		'────  ───  ─────────',
		'名前  one  two words',
		'値    `x`  3',
	]);
});

test('a table that is too wide wraps its widest column, with air between the rows', () => {
	expect(render('| a | b |\n| - | - |\n| key | some words that go on |\n| k | v |', 18)).toEqual([
		'a    b',
		'───  ─────────────',
		'key  some words',
		'     that go on',
		'',
		'k    v',
	]);
});

test('a table that cannot fit is a paragraph for each row', () => {
	expect(
		render('| what | first | second |\n| - | - | - |\n| name | longestword | anotherlongword |', 24),
	).toEqual(['name', '  first: longestword', '  second:', '    anotherlongword']);
});

test('a quote has an edge, a rule fills the line, a heading is a line of its own', () => {
	expect(render('### More\n\n> Said\n> so.\n\n---', 10)).toEqual([
		'More',
		'',
		'│ Said so.',
		'',
		'──────────',
	]);
});

test('the same text at the same width is rendered once', () => {
	expect(render('One.')).toBe(render('One.'));
	expect(render('One.')).not.toBe(render('One.', 41));
});

test('the sign of a command that goes on stays with the word before it', () => {
	expect(render('```sh\nkubectl exec postgres-0 -c \\\n  ls\n```', 30)).toEqual([
		'  │ kubectl exec postgres-0',
		'  │     -c \\',
		'  │   ls',
	]);
});
