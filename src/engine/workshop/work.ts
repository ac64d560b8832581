/** What is being done now: at most one thing, which can be cancelled. */
export class Work {
	#controller: AbortController | undefined;
	#running: Promise<void> = Promise.resolve();

	get isBusy(): boolean {
		return this.#controller !== undefined;
	}

	/** Does it, unless something is being done; never rejects for what `work` handles itself. */
	async run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
		if (this.#controller !== undefined) {
			return;
		}

		const controller = new AbortController();
		this.#controller = controller;
		this.#running = work(controller.signal).finally(() => {
			this.#controller = undefined;
		});
		await this.#running;
	}

	cancel(): void {
		this.#controller?.abort(new DOMException('cancelled', 'AbortError'));
	}

	/** Cancels it and returns once it has let go of everything. */
	async end(): Promise<void> {
		this.cancel();
		await this.#running.catch(() => undefined);
	}
}
