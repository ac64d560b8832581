import {readFileSync} from 'node:fs';
import {availableParallelism, release, totalmem} from 'node:os';

/** The machine that the nodes stand for; each of them has all of it, as kind's nodes have. */
export interface Machine {
	cpus: number;
	memoryBytes: number;
	/** `uname -r`. */
	kernelVersion: string;
	/** PRETTY_NAME of /etc/os-release. */
	osImage?: string;
	/** As Go names it: `amd64`, `arm64`. */
	architecture?: string;
	/** What runs the containers and its version, e.g. `doklab://0.1.0`. */
	containerRuntimeVersion?: string;
	/** Kubernetes: kubelet's maxPods, 110 unless said. */
	podsPerNode?: number;
}

/** What this machine is like. `version` is the playground's own, which runs the containers. */
export function describeMachine(version: string): Required<Machine> {
	return {
		cpus: availableParallelism(),
		memoryBytes: totalmem(),
		kernelVersion: release(),
		osImage: osImage(),
		architecture: goArchitecture(process.arch),
		containerRuntimeVersion: `doklab://${version}`,
		podsPerNode: 110,
	};
}

function goArchitecture(arch: string): string {
	return arch === 'x64' ? 'amd64' : arch;
}

function osImage(): string {
	try {
		const match = /^PRETTY_NAME=(["']?)(.*)\1$/m.exec(readFileSync('/etc/os-release', 'utf8'));
		return match?.[2] ?? 'Linux';
	} catch {
		return 'Linux';
	}
}
