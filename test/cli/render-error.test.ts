import {expect, test} from 'vitest';
import {renderError} from '../../src/cli/render-error.ts';
import {EnvironmentError, UsageError} from '../../src/lib/errors.ts';
import {createSink} from '../helpers/screen.ts';

const render = (error: unknown, env: NodeJS.ProcessEnv = {}) =>
	renderError(error, {env, stderr: createSink(), cwd: '/course'});

test('an expected error is what failed and what to do next', () => {
	expect(
		render(new EnvironmentError('port 6443 is taken', ['Find it: ss -ltnp\nOr choose another: --port 0'])),
	).toEqual({
		exitCode: 3,
		text: '✗ Port 6443 is taken.\n  → Find it: ss -ltnp\n  → Or choose another: --port 0\n',
	});
});

test('each mistake of a course is told with its file, line, column and cure', () => {
	const problem = {file: '/course/lessons/10-tools/lesson.yaml', line: 4, column: 3};
	const error = Object.assign(
		new UsageError('The course in /course has 2 mistakes:\nall of it again', ['Mend them.']),
		{
			problems: [
				{...problem, message: 'Unknown field "chekcs".', cure: 'Did you mean "checks"?'},
				{...problem, file: '/elsewhere/x.yaml', message: 'Not YAML.', cure: 'Close the quote.'},
			],
		},
	);
	expect(render(error)).toEqual({
		exitCode: 2,
		text: [
			'✗ The course in /course has 2 mistakes:',
			'  lessons/10-tools/lesson.yaml:4:3  Unknown field "chekcs".',
			'      → Did you mean "checks"?',
			'  /elsewhere/x.yaml:4:3  Not YAML.',
			'      → Close the quote.',
			'  → Mend them.',
			'',
		].join('\n'),
	});
});

test.each([
	[
		'ENOSPC',
		'✗ The disk is full (/x).',
		'Free some space, or set DOKLAB_HOME to a directory on another disk.',
	],
	['EROFS', '✗ The file system is read-only (/x).', 'Set DOKLAB_HOME to a directory that can be written to.'],
	[
		'EACCES',
		'✗ Permission denied (/x).',
		'Give yourself the permission, or set DOKLAB_HOME to a directory of your own.',
	],
])('%s is the fault of the machine', (code, first, cure) => {
	const error = Object.assign(new Error(`${code}: write`), {code, path: '/x'});
	expect(render(error)).toEqual({exitCode: 3, text: `${first}\n  → ${cure}\n`});
});

test('anything else is a bug, without a stack', () => {
	expect(render(new TypeError('x is not a function'))).toEqual({
		exitCode: 4,
		text:
			'✗ This is a bug in doklab, not a mistake of yours.\n  TypeError: x is not a function\n' +
			'  → Please report it with the output of the same command run with DOKLAB_DEBUG=1.\n',
	});
});

test('DOKLAB_DEBUG shows the stack and that of the cause', () => {
	const {text} = render(new EnvironmentError('no disk', [], new Error('first')), {DOKLAB_DEBUG: '1'});
	expect(text).toMatch(/EnvironmentError: no disk\n {4}at /);
	expect(text).toMatch(/Caused by: Error: first\n {4}at /);
});
