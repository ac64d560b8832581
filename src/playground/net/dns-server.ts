import {createSocket} from 'node:dgram';
import {createServer, type Socket} from 'node:net';
import packet from 'dns-packet';
import type {Registry} from '../registry/types.ts';
import {type Answer, lookUp} from './dns-records.ts';

/** Seconds an answer may be kept; as short as a Pod's address lives (CoreDNS in kind: 30). */
const ttl = 5;

/** Largest answer over UDP without EDNS (RFC 1035). */
const maxUdp = 512;

/** RFC 1035, 4.1.1: the name does not exist. */
const nxdomain = 3;

export interface DnsServer {
	readonly port: number;
	close(): Promise<void>;
}

/** Serves the cluster's names on `address`, UDP and TCP. Names outside the cluster do not exist: there is no way out. */
export async function startDnsServer(registry: Registry, address: string, port = 53): Promise<DnsServer> {
	const udp = createSocket('udp4');
	udp.on('message', (message, peer) => {
		const reply = answer(registry, message);
		if (reply) {
			const bytes = packet.encode(reply);
			const fits = bytes.length <= maxUdp;
			udp.send(
				fits
					? bytes
					: packet.encode({...reply, flags: (reply.flags ?? 0) | packet.TRUNCATED_RESPONSE, answers: []}),
				peer.port,
				peer.address,
			);
		}
	});
	const tcp = createServer((socket) => serveStream(registry, socket));
	await new Promise<void>((resolve, reject) => {
		udp.once('error', reject);
		udp.bind(port, address, () => resolve());
	});
	const bound = udp.address().port;
	await new Promise<void>((resolve, reject) => {
		tcp.once('error', reject);
		tcp.listen(bound, address, () => resolve());
	});
	udp.removeAllListeners('error').on('error', () => {});
	return {
		port: bound,
		async close() {
			udp.close();
			await new Promise<void>((resolve) => {
				tcp.close(() => resolve());
			});
		},
	};
}

function serveStream(registry: Registry, socket: Socket): void {
	let buffer = Buffer.alloc(0);
	socket.setTimeout(10_000, () => socket.destroy());
	socket.on('error', () => {});
	socket.on('data', (data: Buffer) => {
		buffer = Buffer.concat([buffer, data]);
		// Each message comes with its length in two bytes before it (RFC 1035, 4.2.2).
		while (buffer.length >= 2 && buffer.length >= 2 + buffer.readUInt16BE(0)) {
			const length = buffer.readUInt16BE(0);
			const reply = answer(registry, buffer.subarray(2, 2 + length));
			buffer = buffer.subarray(2 + length);
			if (reply) {
				const bytes = packet.encode(reply);
				const prefix = Buffer.alloc(2);
				prefix.writeUInt16BE(bytes.length);
				socket.write(Buffer.concat([prefix, bytes]));
			}
		}
	});
}

function answer(registry: Registry, message: Buffer): packet.Packet | undefined {
	let query: packet.DecodedPacket;
	try {
		query = packet.decode(message);
	} catch {
		return undefined;
	}

	const question = query.questions?.[0];
	if (query.type !== 'query' || !question) {
		return undefined;
	}

	const found = lookUp(registry, question.name);
	const code = found.type === 'absent' ? nxdomain : 0;
	return {
		id: query.id,
		type: 'response',
		flags:
			packet.AUTHORITATIVE_ANSWER |
			(query.flag_rd ? packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE : 0) |
			code,
		questions: [question],
		answers: records(found, question),
	};
}

function records(found: Answer, {name, type}: packet.Question): packet.Answer[] {
	if (found.type === 'A' && type === 'A') {
		return found.addresses.map((address) => ({type: 'A', name, ttl, data: address}));
	}

	if (found.type === 'CNAME' || (found.type === 'PTR' && type === 'PTR')) {
		return [{type: found.type, name, ttl, data: found.target}];
	}

	return [];
}
