import {spawn} from 'node:child_process';

/**
 * Runs lines of ip(8) in one process, in the network namespace of `pid` or in this one. Throws with what ip
 * said when one of them fails.
 */
export function runIp(lines: readonly string[], pid?: number): Promise<void> {
	const command = ['ip', '-batch', '-'];
	const argv = pid === undefined ? command : ['nsenter', `--target=${pid}`, '--net', '--', ...command];
	return new Promise((resolve, reject) => {
		const child = spawn(argv[0] ?? '', argv.slice(1), {stdio: ['pipe', 'ignore', 'pipe']});
		let words = '';
		child.stderr.on('data', (data: Buffer) => {
			words += data.toString();
		});
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) {
				resolve();
			} else {
				reject(new Error(`ip: ${words.trim() || `exit status ${code}`}`));
			}
		});
		child.stdin.on('error', () => {});
		child.stdin.end(`${lines.join('\n')}\n`);
	});
}
