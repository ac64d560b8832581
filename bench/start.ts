import {execFileSync} from 'node:child_process';
import {askApi} from '../src/platform/ask-api.ts';
import {memoryOfTree} from './memory.ts';
import {median} from './table.ts';
import type {Row} from './table.ts';
import {inWorkplace, seconds} from './workplace.ts';

const times = 5;

/** From `doklab up` on an empty home to a ready API, and the memory of all that runs then. */
export async function start(): Promise<Row[]> {
	const starts: number[] = [];
	const memory: number[] = [];
	const nodes: number[] = [];
	// Once unmeasured: the compile cache is there from the second start on, as it is for a learner.
	for (let index = -1; index < times; index++) {
		const node = await seconds(async () => execFileSync(process.execPath, ['-e', '0']));
		await inWorkplace(async ({doklab, kubeconfig}) => {
			const [took] = await Promise.all([seconds(() => apiAnswers(kubeconfig)), doklab('up')]);
			const pid = Number(/pid (\d+)/.exec(await doklab('status'))?.[1]);
			if (index >= 0) {
				starts.push(took);
				memory.push(memoryOfTree(pid));
				nodes.push(node);
			}
		});
	}

	const floor = median(nodes);
	const took = median(starts);
	const note = `median of ${times}`;
	return [
		{
			what: 'playground: start to ready API',
			unit: 's',
			value: took,
			limit: 0.5,
			floor: `${floor.toFixed(2)} s, an empty node (${(took / floor).toFixed(1)} x)`,
			note,
		},
		{
			what: 'playground: memory when ready',
			unit: 'MB',
			value: median(memory),
			limit: 120,
			note: `${note}, PSS`,
		},
	];
}

async function apiAnswers(kubeconfig: string): Promise<void> {
	const signal = AbortSignal.timeout(30_000);
	const answers = () =>
		askApi(kubeconfig, '/version', signal).then(
			() => true,
			() => false,
		);
	while (!(await answers())) {
		signal.throwIfAborted();
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}
