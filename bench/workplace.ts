import {execFile} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

const execute = promisify(execFile);
const program = new URL('../dist/bin.js', import.meta.url).pathname;

/** A home of its own for the built doklab. */
export interface Workplace {
	home: string;
	kubeconfig: string;
	doklab(...args: string[]): Promise<string>;
	kubectl(...args: string[]): Promise<string>;
}

/** Runs `work` in a fresh home; its cluster and its files are gone afterwards. */
export async function inWorkplace<Result>(work: (place: Workplace) => Promise<Result>): Promise<Result> {
	const home = await mkdtemp(join(tmpdir(), 'dk-bench-'));
	const kubeconfig = join(home, 'playground', 'kubeconfig');
	const env = {
		...process.env,
		DOKLAB_HOME: home,
		KUBECONFIG: kubeconfig,
		KUBECACHEDIR: join(home, 'kube-cache'),
	};
	const call = async (file: string, args: string[]) => (await execute(file, args, {env})).stdout;
	const place: Workplace = {
		home,
		kubeconfig,
		doklab: (...args) => call(process.execPath, [program, ...args]),
		kubectl: (...args) => call('kubectl', args),
	};
	try {
		return await work(place);
	} finally {
		await place.doklab('down', '--delete');
		await rm(home, {recursive: true, force: true});
	}
}

/** Seconds that `work` takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return (performance.now() - start) / 1000;
}
