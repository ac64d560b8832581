import {globSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';

// What .oxlintrc.json cannot say: its rule knows no difference between a static and a dynamic import.
const root = new URL('../', import.meta.url).pathname;
const staticImport = /^(?:import|export)\s(?!type\b)[^;]*?from '(?<from>[^']+)'/gms;

function staticImports(folder: string, except: string[]) {
	return globSync(`src/${folder}`, {cwd: root, exclude: except}).flatMap((file) =>
		[...readFileSync(`${root}${file}`, 'utf8').matchAll(staticImport)].map(({groups}) => ({
			file,
			from: groups?.from ?? '',
		})),
	);
}

test('the Kubernetes client takes most of a second to load, so nothing imports it statically', () => {
	const imports = staticImports('**/*.ts', []);
	expect(imports.length).toBeGreaterThan(100);
	expect(imports.filter(({from}) => from.startsWith('@kubernetes/'))).toEqual([]);
});

test('a command is only loaded when it runs', () => {
	const start = [
		...staticImports('bin.ts', []),
		...staticImports('cli/*.ts', ['src/cli/{cluster,throwaway-home,open-report}.ts']),
	];
	expect(start.filter(({from}) => /commands|engine|platform|report\/create/.test(from))).toEqual([]);
});
