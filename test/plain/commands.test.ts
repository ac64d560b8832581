import {expect, test} from 'vitest';
import {isYes, parseCommand} from '../../src/plain/commands.ts';

test.each([
	['', {type: 'enter'}],
	['  ', {type: 'enter'}],
	['s', {type: 'skip'}],
	['r', {type: 'verify'}],
	['R', {type: 'reset'}],
	['?', {type: 'help'}],
	['？', {type: 'help'}],
	['quit', {type: 'quit'}],
	['g', {type: 'lessons'}],
	['g 7', {type: 'go', lesson: '7'}],
	['go what survives', {type: 'go', lesson: 'what survives'}],
	['toString', {type: 'unknown', text: 'toString'}],
	['S', {type: 'unknown', text: 'S'}],
])('%j is the command %j', (line, command) => {
	expect(parseCommand(line)).toEqual(command);
});

test.each(['y', 'Y', 'yes', 'はい', 'ｙ'])('%s means yes', (line) => {
	expect(isYes(line)).toBe(true);
});

test.each(['', 'n', 'no', 'yellow', '1'])('%j does not mean yes', (line) => {
	expect(isYes(line)).toBe(false);
});
