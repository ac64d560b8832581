import {execFile} from 'node:child_process';
import {accessSync, constants, readdirSync, realpathSync} from 'node:fs';
import path from 'node:path';

export interface KubectlResult {
	code: number;
	stdout: string;
	stderr: string;
}

/**
 * The kubectl binaries of this machine: the one on the PATH, and those that stand beside it with their version in
 * the name (`kubectl.1.33`), as some packages install several. Empty when there is none.
 */
export function installedKubectls(env: NodeJS.ProcessEnv = process.env): string[] {
	const onPath = (env.PATH ?? '')
		.split(path.delimiter)
		.map((directory) => path.join(directory, 'kubectl'))
		.find((file) => isExecutable(file));
	if (onPath === undefined) {
		return [];
	}

	const real = realpathSync(onPath);
	const versions = readdirSync(path.dirname(real)).filter((name) => /^kubectl\.\d+\.\d+$/u.test(name));
	return [onPath, ...versions.toSorted().map((name) => path.join(path.dirname(real), name))];
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/**
 * Runs kubectl with a kubeconfig, its caches in `directory`. Does not reject when it fails. With `until` it is ended
 * when a line of its output matches.
 */
export function kubectl(
	binary: string,
	options: {kubeconfig: string; directory: string; input?: string; until?: RegExp},
	...args: string[]
): Promise<KubectlResult> {
	const {kubeconfig, directory, input, until} = options;
	return new Promise((resolve) => {
		const child = execFile(
			binary,
			args,
			{
				env: {
					PATH: process.env.PATH,
					KUBECONFIG: kubeconfig,
					KUBECACHEDIR: path.join(directory, 'cache'),
					HOME: directory,
				},
				maxBuffer: 64 * 1024 * 1024,
			},
			(error, stdout, stderr) => {
				resolve({code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr});
			},
		);
		child.stdin?.end(input);
		let seen = '';
		child.stdout?.on('data', (chunk: string) => {
			seen += chunk;
			if (until?.test(seen)) {
				child.kill();
			}
		});
	});
}
