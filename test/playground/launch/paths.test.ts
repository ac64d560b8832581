import {expect, it} from 'vitest';
import {playgroundPaths} from '../../../src/playground/launch/paths.ts';

it('keeps the control socket in the home directory', () => {
	expect(playgroundPaths('/home/a/.local/state/doklab/playground').control).toBe(
		'/home/a/.local/state/doklab/playground/control.sock',
	);
});

it('puts the control socket elsewhere, always in the same place, when its path would be too long', () => {
	const home = `/home/${'long/'.repeat(40)}`;
	const {control} = playgroundPaths(home);
	expect(Buffer.byteLength(control)).toBeLessThan(108);
	expect(playgroundPaths(home).control).toBe(control);
	expect(playgroundPaths(`${home}x`).control).not.toBe(control);
});
