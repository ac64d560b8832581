import type {Clock} from '../../../lib/clock.ts';
import type {Container} from '../../kinds/objects.ts';
import type {RunningContainer} from '../../runtime/types.ts';

/** What a probe or a hook is run against. */
export interface Target {
	container: RunningContainer;
	spec: Container;
	/** The Pod's address, reachable from here. */
	podIp: string;
	clock: Clock;
}

/** `unknown`: the probe itself did not work; it counts neither way. */
export interface ProbeResult {
	result: 'success' | 'failure' | 'unknown';
	output: string;
}

/** A named or numbered port of a container. Throws an Error when it has none of this name. */
export function portNumber(port: number | string, {ports = []}: Container): number {
	const number =
		typeof port === 'number' ? port : (ports.find(({name}) => name === port)?.containerPort ?? Number(port));
	if (!Number.isInteger(number) || number < 1 || number > 65_535) {
		throw new Error(`couldn't find port: ${port}`);
	}

	return number;
}
