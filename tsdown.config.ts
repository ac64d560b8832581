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
	// React's build for development is larger and slower.
	define: {'process.env.NODE_ENV': '"production"'},
	// Ink asks for the developer tools of React only with DEV=true.
	deps: {alwaysBundle: [/.*/], neverBundle: [/^node:/, 'react-devtools-core'], onlyBundle: false},
});
