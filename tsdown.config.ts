import {defineConfig} from 'tsdown';

// Everything is bundled, so that a start reads few files and an install needs no other package.
export default defineConfig({
	entry: {bin: 'src/bin.ts', 'playground-server': 'src/playground/serve.ts'},
	format: 'esm',
	platform: 'node',
	target: 'node22',
	outDir: 'dist',
	fixedExtension: false,
	dts: false,
	deps: {alwaysBundle: [/.*/], neverBundle: [/^node:/], onlyBundle: false},
});
