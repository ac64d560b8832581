import {CommandRunner} from './command-runner.ts';
import {isYes, parseCommand} from './commands.ts';
import type {PlainOptions} from './index.ts';
import {LineInput} from './line-input.ts';
import {Narrator} from './narrator.ts';
import {Printer} from './printer.ts';
import {guidance, isSettled} from './situation.ts';
import {leave} from './leave.ts';
import {words, type Words} from './words.ts';

// Long enough for what comes together to be told together, before it is asked what next.
const quietMs = 60;
// Ctrl-C (128 + SIGINT).
const interruptedCode = 130;

/** A learner and a workshop, taking turns. */
export class Conversation {
	readonly options: PlainOptions;
	readonly printer: Printer;
	readonly narrator: Narrator;
	readonly isTty: boolean;
	readonly #input: LineInput;
	#isAsking = false;
	#isAway = false;
	/** Things begun from here that have not ended yet. */
	#running = 0;
	#interrupts = 0;
	#hasEnded = false;
	/** The input has no more lines. */
	#isSilent = false;
	#cancelPrompt: (() => void) | undefined;
	/** The last guidance, so that it is not said again for nothing. */
	#guided = '';
	#settled: (() => void) | undefined;

	constructor(options: PlainOptions) {
		const {workshop, language, output, input, clock} = options;
		this.options = options;
		this.isTty = input.isTTY === true;
		this.printer = new Printer(output);
		this.#input = new LineInput(input);
		this.narrator = new Narrator({
			course: workshop.course,
			platform: workshop.platform,
			language,
			printer: this.printer,
			clock,
			onChange: () => this.changed(),
		});
	}

	get say(): Words {
		return words[this.narrator.language];
	}

	/** Something runs that was begun from here. */
	get isBusy(): boolean {
		return this.#running > 0 || this.options.workshop.isBusy();
	}

	/** Talks until the learner leaves; returns the exit code. */
	async hold(): Promise<number> {
		const {workshop, signal, lesson, onInterrupt} = this.options;
		const unsubscribe = workshop.subscribe((event) => this.narrator.handle(event));
		const giveBack = onInterrupt?.(() => this.#interrupt());
		const onAbort = () => this.#end();
		signal.addEventListener('abort', onAbort, {once: true});
		try {
			signal.throwIfAborted();
			await workshop.open(lesson);
			this.narrator.opened();
			await this.#offerRebuild();
			await this.#takeTurns();
			signal.throwIfAborted();
			await leave(this, {mayAsk: this.#interrupts < 2 && !this.#isSilent});
			return this.#interrupts >= 2 ? interruptedCode : 0;
		} finally {
			signal.removeEventListener('abort', onAbort);
			giveBack?.();
			this.narrator.close();
			this.#cancelPrompt?.();
			this.#input.end();
			unsubscribe();
			await workshop.close();
		}
	}

	/** Leaves after this turn. */
	quit(): void {
		this.#hasEnded = true;
		if (this.isBusy) {
			this.options.workshop.cancel();
		}
	}

	/** Asks a question that y or N answers. */
	async ask(question: string): Promise<boolean> {
		this.#isAsking = true;
		try {
			this.printer.say(question);
			const answer = await this.#readLine();
			return answer !== undefined && isYes(answer);
		} finally {
			this.#isAsking = false;
		}
	}

	/** Lets `work` run while the talk goes on. It must not reject. */
	begin(work: Promise<void>): void {
		this.#running++;
		void work.finally(() => {
			this.#running--;
			this.changed();
		});
	}

	/** Lets another program have the terminal; returns when it gives it back. */
	async handOver<T>(run: () => Promise<T>): Promise<T> {
		this.#isAway = true;
		this.printer.hold();
		this.#input.release();
		try {
			return await run();
		} finally {
			this.#isAway = false;
			this.#input.take();
			this.printer.release();
		}
	}

	/** What there is to say next may have changed. */
	changed(): void {
		this.#cancelPrompt?.();
		this.#cancelPrompt = this.options.clock.after(quietMs, () => this.#prompt());
	}

	async #takeTurns(): Promise<void> {
		const runner = new CommandRunner(this);
		while (!this.#hasEnded) {
			// A pipe has typed everything already: each of its lines waits until it makes sense.
			if (!this.isTty) {
				await this.#untilSettled();
			}

			const line = this.#hasEnded ? undefined : await this.#readLine();
			if (line === undefined) {
				this.quit();
				break;
			}

			this.#interrupts = 0;
			this.#guided = '';
			await runner.run(parseCommand(line));
			this.changed();
		}
	}

	async #readLine(): Promise<string | undefined> {
		this.changed();
		const line = await this.#input.next();
		if (line === undefined) {
			this.#isSilent = true;
			this.printer.blank();
		} else {
			this.printer.answered(this.isTty ? undefined : line);
		}

		return line;
	}

	async #offerRebuild(): Promise<void> {
		const {lost} = this.narrator;
		if (lost.length > 0 && (await this.ask(this.say.rebuild))) {
			this.begin(this.options.workshop.rebuild());
		}
	}

	/** Returns once it has been said what can be typed. */
	async #untilSettled(): Promise<void> {
		if (!this.#hasEnded) {
			await new Promise<void>((resolve) => {
				this.#settled = resolve;
				this.changed();
			});
		}
	}

	#prompt(): void {
		if (this.#isAway) {
			return;
		}

		if (this.#isAsking) {
			this.printer.prompt();
			return;
		}

		if (this.#hasEnded) {
			return;
		}

		if (!isSettled(this)) {
			// What time alone settles is looked at again.
			this.#cancelPrompt = this.options.clock.after(quietMs * 4, () => this.#prompt());
			return;
		}

		const text = guidance(this);
		if (text !== this.#guided) {
			this.#guided = text;
			this.printer.blank();
			this.printer.say(text);
		}

		if (this.isTty) {
			this.printer.prompt();
		}

		this.#settled?.();
	}

	#interrupt(): void {
		if (this.#isAway) {
			return;
		}

		this.#interrupts++;
		if (this.#interrupts >= 2) {
			this.#end();
		} else if (this.isBusy) {
			this.printer.say(this.say.cancelling);
			this.options.workshop.cancel();
		} else {
			this.printer.say(this.say.againToQuit);
			this.changed();
		}
	}

	#end(): void {
		this.quit();
		this.#input.end();
		this.#settled?.();
	}
}
