import {createHash} from 'node:crypto';
import {globSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'tsdown';

// What a course is read with; another one reads it anew (src/lesson/course-cache.ts).
const build = createHash('sha256');
for (const file of ['package-lock.json', ...globSync('src/{lesson,lib}/**/*.ts').toSorted()]) {
	build.update(`${file}\0`).update(readFileSync(file));
}

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
	define: {
		'process.env.NODE_ENV': '"production"',
		DOKLAB_BUILD: JSON.stringify(build.digest('hex').slice(0, 16)),
	},
	// Less to read and hash before the first frame; names stay, for the stack of an error.
	minify: {compress: true, mangle: false, codegen: {removeWhitespace: true}},
	plugins: [
		{
			// npm nests five copies of one version below Ink's parts; each would parse its emoji expressions at start.
			name: 'one-string-width',
			resolveId(source, importer) {
				return source === 'string-width' && importer?.includes('/node_modules/')
					? this.resolve(source, fileURLToPath(import.meta.resolve('ink')), {skipSelf: true})
					: undefined;
			},
		},
	],
	// Ink asks for the developer tools of React only with DEV=true.
	deps: {alwaysBundle: [/.*/], neverBundle: [/^node:/, 'react-devtools-core'], onlyBundle: false},
});
