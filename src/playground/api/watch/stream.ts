import type {ServerResponse} from 'node:http';

/** What may wait for a reader before it is cut off (it will watch again from where it was). */
const maxWaitingBytes = 16 * 1024 * 1024;

/** The response of a watch: sends lines, and forgets everything when it ends, whoever ends it. */
export class WatchStream {
	readonly #response: ServerResponse;
	readonly #cleanups: Array<() => void> = [];
	#ended = false;

	constructor(response: ServerResponse, closing: AbortSignal) {
		this.#response = response;
		response.writeHead(200, {'content-type': 'application/json', 'cache-control': 'no-cache, private'});
		response.flushHeaders();
		response.on('close', () => this.#finish());
		const onClosing = () => this.end();
		closing.addEventListener('abort', onClosing, {once: true});
		this.onEnd(() => closing.removeEventListener('abort', onClosing));
	}

	/** Calls `cleanup` when the stream ends, at once when it has. */
	onEnd(cleanup: () => void): void {
		if (this.#ended) {
			cleanup();
		} else {
			this.#cleanups.push(cleanup);
		}
	}

	/** Sends a line; cuts off a reader that has let too much pile up. */
	send(line: string): void {
		if (this.#ended) {
			return;
		}

		this.#response.write(line);
		if (this.#response.writableLength > maxWaitingBytes) {
			this.#response.destroy();
			this.#finish();
		}
	}

	/** Ends the response. */
	end(): void {
		this.#finish();
		this.#response.end();
	}

	#finish(): void {
		if (this.#ended) {
			return;
		}

		this.#ended = true;
		for (const cleanup of this.#cleanups.splice(0)) {
			cleanup();
		}
	}
}
