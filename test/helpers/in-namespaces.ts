import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {inspectHost} from '../../src/playground/launch/index.ts';
import {nodeNamespaces, openUserNamespace} from '../../src/playground/launch/user-namespace.ts';

const run = promisify(execFile);

/** Why Pods cannot run on this machine, for `ctx.skip`; undefined when they can. */
export async function whyNoPods(): Promise<string | undefined> {
	const findings = await inspectHost({platform: process.platform, path: process.env['PATH'] ?? ''});
	return findings.find(({state}) => state === 'missing')?.message;
}

/**
 * Runs a TypeScript file as the playground's server runs: root of a user namespace, in network, mount and PID
 * namespaces of its own. Returns what it printed as JSON.
 */
export async function inNamespaces<Result>(file: URL, ...args: string[]): Promise<Result> {
	const userNamespace = await openUserNamespace();
	try {
		const [program, ...rest] = userNamespace.enter;
		const {stdout} = await run(
			program,
			[
				...rest,
				...nodeNamespaces,
				...['sh', '-c', '"$@" & wait $!', 'test'],
				process.execPath,
				file.pathname,
				...args,
			],
			{cwd: '/'},
		);
		return JSON.parse(stdout) as Result;
	} finally {
		userNamespace.close();
	}
}
