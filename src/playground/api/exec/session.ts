import {once} from 'node:events';
import type {Readable} from 'node:stream';
import type {RawData, WebSocket} from 'ws';
import type {ExecProcess} from '../../runtime/types.ts';
import * as channels from './channels.ts';

/** What may wait to be sent before the command's output is held back. */
const maxWaitingBytes = 1024 * 1024;

/** Joins a WebSocket and a process: until the process ends, or the client goes. */
export async function runSession(socket: WebSocket, process: ExecProcess, argv: string[]): Promise<void> {
	socket.on('message', (data) => receive(socket, process, toBuffer(data)));
	socket.on('error', () => socket.terminate());
	let ended = false;
	socket.on('close', () => {
		if (!ended) {
			process.kill();
		}
	});
	process.stdin?.on('error', () => {
		// The command has closed its stdin; what still comes goes nowhere, as in a pipe.
	});

	// The real server begins with an empty message, so that a client knows that it is through.
	send(socket, channels.stdout, Buffer.alloc(0));
	const [, , {exitCode}] = await Promise.all([
		forward(socket, channels.stdout, process.stdout),
		process.stderr === undefined ? undefined : forward(socket, channels.stderr, process.stderr),
		process.exited,
	]);
	ended = true;
	finish(socket, channels.exitStatus(exitCode, argv));
}

/** Says how it ended on the error channel, and closes. */
export function finish(socket: WebSocket, status: string): void {
	send(socket, channels.errors, Buffer.from(status));
	socket.close(1000);
}

async function forward(socket: WebSocket, channel: number, stream: Readable): Promise<void> {
	try {
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			await sendSlowly(socket, channel, chunk);
		}
	} catch {
		// A terminal that loses its last process ends with an error instead of an end: it is the end all the same.
	}
}

async function sendSlowly(socket: WebSocket, channel: number, chunk: Buffer): Promise<void> {
	if (socket.bufferedAmount < maxWaitingBytes) {
		send(socket, channel, chunk);
		return;
	}

	await new Promise<void>((resolve) => socket.send(message(channel, chunk), () => resolve()));
}

function send(socket: WebSocket, channel: number, chunk: Buffer): void {
	if (socket.readyState === socket.OPEN) {
		socket.send(message(channel, chunk));
	}
}

function message(channel: number, chunk: Buffer): Buffer {
	return Buffer.concat([Buffer.of(channel), chunk]);
}

function receive(socket: WebSocket, process: ExecProcess, data: Buffer): void {
	const body = data.subarray(1);
	switch (data[0]) {
		case channels.stdin: {
			writeInput(socket, process, body);
			break;
		}

		case channels.resize: {
			resizeTerminal(process, body);
			break;
		}

		case channels.close: {
			if (body[0] === channels.stdin) {
				process.stdin?.end();
			}

			break;
		}

		default: {
			break;
		}
	}
}

/** Reads no further from the client while the command does not read. */
function writeInput(socket: WebSocket, {stdin}: ExecProcess, chunk: Buffer): void {
	if (stdin === undefined || !stdin.writable || chunk.length === 0 || stdin.write(chunk)) {
		return;
	}

	socket.pause();
	const resume = () => socket.resume();
	Promise.race([once(stdin, 'drain'), once(stdin, 'close')]).then(resume, resume);
}

function resizeTerminal(process: ExecProcess, body: Buffer): void {
	try {
		const {Width, Height} = JSON.parse(body.toString()) as {Width?: number; Height?: number};
		if (Width && Height) {
			process.resize(Width, Height);
		}
	} catch {
		// Not a size: a terminal that keeps its old one is all that comes of it.
	}
}

function toBuffer(data: RawData): Buffer {
	return Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? Buffer.from(data) : data;
}
