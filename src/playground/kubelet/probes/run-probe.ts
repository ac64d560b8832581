import type {Probe} from '../../kinds/objects.ts';
import {probeExec} from './exec.ts';
import {probeHttp} from './http.ts';
import {probeTcp} from './tcp.ts';
import {portNumber, type ProbeResult, type Target} from './types.ts';

/** Runs a probe once. Never throws: what does not work is `unknown`. */
export async function runProbe(probe: Probe, target: Target): Promise<ProbeResult> {
	const timeoutMs = probe.timeoutSeconds * 1000;
	try {
		if (probe.exec) {
			return await probeExec(target, probe.exec.command, timeoutMs);
		}

		if (probe.httpGet) {
			return await probeHttp(target, probe.httpGet, timeoutMs);
		}

		if (probe.tcpSocket) {
			const {host, port} = probe.tcpSocket;
			return await probeTcp(target.clock, host ?? target.podIp, portNumber(port, target.spec), timeoutMs);
		}

		return {result: 'unknown', output: 'the playground has no probe of this type'};
	} catch (error) {
		return {result: 'unknown', output: (error as Error).message};
	}
}
