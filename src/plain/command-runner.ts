import {copyToClipboard} from '../effects/copy-to-clipboard.ts';
import {openPsql} from '../effects/open-psql.ts';
import {openShell} from '../effects/open-shell.ts';
import type {EffectResult} from '../effects/result.ts';
import {commandLine} from '../engine/actions/command-line.ts';
import type {Lesson} from '../lesson/types.ts';
import {clusterSentences} from './cluster-sentences.ts';
import type {Command} from './commands.ts';
import type {Conversation} from './conversation.ts';
import {editManifest, showDifferences, showManifests} from './manifests.ts';
import {findLesson, lessonsFor, type StepPlace} from './place.ts';
import {enterMeans} from './situation.ts';

// What only tells something is possible while something runs.
const harmless = new Set<Command['type']>([
	'hint',
	'text',
	'manifest',
	'diff',
	'copy',
	'lessons',
	'cluster',
	'language',
	'help',
	'quit',
	'unknown',
]);

// Before it is said that the checks take their time.
const patienceMs = 1500;

/** Does what was typed. */
export class CommandRunner {
	readonly #talk: Conversation;

	constructor(talk: Conversation) {
		this.#talk = talk;
	}

	async run(command: Command): Promise<void> {
		const {printer, options, narrator, say} = this.#talk;
		const {workshop} = options;
		if (this.#talk.isBusy && !harmless.has(command.type)) {
			printer.say(say.busy);
			return;
		}

		switch (command.type) {
			case 'enter':
				return this.#enter();
			case 'run':
				this.#runStep();
				return;
			case 'skip':
				this.#goOn();
				return;
			case 'hint':
				if ((narrator.place?.step.hints.length ?? 0) === 0) {
					printer.say(say.noHints);
				} else {
					workshop.hint();
				}

				return;
			case 'text':
				narrator.tellStep({withIntroduction: true});
				return;
			case 'manifest':
				return showManifests(this.#talk);
			case 'diff':
				return showDifferences(this.#talk);
			case 'edit':
				return this.#open(say.opened.editor, () => editManifest(this.#talk));
			case 'shell':
				return this.#open(say.opened.shell, () => openShell({...this.#programs(), ...this.#temporary()}));
			case 'psql':
				return this.#open('psql', () => openPsql(workshop.primary(), this.#programs()));
			case 'copy':
				this.#copy();
				return;
			case 'verify':
				printer.say(say.verifying);
				workshop.verifyAgain();
				return;
			case 'next':
			case 'previous':
				return this.#turn(command.type === 'next' ? 1 : -1);
			case 'lessons':
				this.#list();
				return;
			case 'go': {
				const lesson = findLesson(workshop.course, workshop.platform, command.lesson);
				if (lesson === undefined) {
					printer.say(say.noLesson(command.lesson));
					return;
				}

				return this.#go(lesson);
			}

			case 'cluster':
				for (const line of narrator.cluster === undefined
					? [say.cluster.noNodes]
					: clusterSentences(narrator.cluster, narrator.language)) {
					printer.say(line);
				}

				return;
			case 'reset':
				return this.#reset();
			case 'language':
				this.#switchLanguage();
				return;
			case 'help':
				for (const line of say.help(this.#talk.isTty)) {
					printer.say(line);
				}

				return;
			case 'quit':
				this.#talk.quit();
				return;
			case 'unknown':
				printer.say(say.unknown(command.text));
		}
	}

	#enter(): void {
		const {options, say, printer} = this.#talk;
		const {workshop} = options;
		switch (enterMeans(this.#talk)) {
			case 'run':
				this.#runStep();
				return;
			case 'look':
				printer.say(say.verifying);
				workshop.verifyAgain();
				return;
			case 'next':
				workshop.next();
				return;
			case 'finish':
				// A step that is only read is proved by going on.
				workshop.next();
				this.#talk.quit();
		}
	}

	#runStep(): void {
		const {narrator, options, printer, isTty} = this.#talk;
		if (narrator.place?.step.do.length === 0) {
			printer.say(this.#talk.say.nothingToRun);
			return;
		}

		narrator.begin();
		this.#talk.begin(
			options.workshop.run().finally(() => {
				narrator.end();
				if (isTty) {
					this.#sayThatChecksAreAwaited(narrator.place);
				}
			}),
		);
	}

	#sayThatChecksAreAwaited(place: StepPlace | undefined): void {
		const {narrator, options, printer} = this.#talk;
		options.clock.after(patienceMs, () => {
			const isAwaited = narrator.actions === 'done' && !narrator.isProved && !narrator.progress.isSettled;
			if (narrator.place === place && isAwaited) {
				printer.say(this.#talk.say.waitingForChecks);
			}
		});
	}

	#goOn(): void {
		const {options, narrator, printer, say} = this.#talk;
		const before = narrator.place;
		options.workshop.next();
		if (narrator.place === before) {
			printer.say(say.lastLesson);
		}
	}

	async #turn(distance: 1 | -1): Promise<void> {
		const {options, narrator, printer, say} = this.#talk;
		const {course, platform} = options.workshop;
		const lessons = lessonsFor(course, platform);
		const lesson = lessons[lessons.indexOf(narrator.place?.lesson ?? lessons[0]!) + distance];
		if (lesson === undefined) {
			printer.say(distance === 1 ? say.lastLesson : say.firstLesson);
			return;
		}

		await this.#go(lesson);
	}

	async #go(lesson: Lesson): Promise<void> {
		const {options, narrator, printer, say} = this.#talk;
		const {workshop} = options;
		const {course, platform} = workshop;
		const title = lesson.title[narrator.language];
		if (!lessonsFor(course, platform).includes(lesson)) {
			printer.say(say.notHere(title));
			return;
		}

		const missing = await workshop.missingFor(lesson.id);
		const names = missing.map(
			(id) => course.lessons.find((one) => one.id === id)?.title[narrator.language] ?? id,
		);
		if (missing.length > 0 && (await this.#talk.ask(say.replay(say.list(names), title)))) {
			this.#talk.begin(workshop.replay(missing).then(() => workshop.focus(lesson.id)));
			return;
		}

		workshop.focus(lesson.id);
	}

	async #reset(): Promise<void> {
		const {options, narrator, say} = this.#talk;
		const lesson = narrator.place?.lesson;
		if (lesson !== undefined && (await this.#talk.ask(say.reset(lesson.title[narrator.language])))) {
			this.#talk.begin(options.workshop.reset(lesson.id));
		}
	}

	#list(): void {
		const {options, narrator, printer, say} = this.#talk;
		const {course, platform} = options.workshop;
		printer.say(say.lessons);
		for (const [index, {id, title}] of lessonsFor(course, platform).entries()) {
			const isHere = narrator.place?.lesson.id === id;
			const status = narrator.statuses.get(id) ?? 'later';
			const states = [say.status[status], ...(isHere && status !== 'open' ? [say.status.open] : [])];
			printer.say(say.lessonLine(index + 1, title[narrator.language], say.list(states)));
		}
	}

	#switchLanguage(): void {
		const {options, narrator, printer} = this.#talk;
		const language = narrator.language === 'en' ? 'ja' : 'en';
		narrator.language = language;
		narrator.progress.language = language;
		options.onLanguage?.(language);
		options.workshop.setLanguage(language);
		printer.say(this.#talk.say.language);
		narrator.tellStep({withIntroduction: true});
	}

	#copy(): void {
		const {options, narrator, printer, say} = this.#talk;
		const command = (narrator.place?.step.do ?? []).map((action) => commandLine(action)).join('\n');
		if (command === '') {
			printer.say(say.nothingToCopy);
			return;
		}

		const {env, output} = options;
		const {message} = copyToClipboard(command, {env, output, language: narrator.language});
		if (message !== undefined) {
			printer.say(message);
		}
	}

	async #open(what: string, run: () => Promise<EffectResult>): Promise<void> {
		const {printer, isTty, options} = this.#talk;
		if (!isTty || options.output.isTTY !== true) {
			printer.say(this.#talk.say.needsTerminal(what));
			return;
		}

		const {message} = await this.#talk.handOver(run);
		printer.say(message ?? this.#talk.say.back);
	}

	#programs() {
		const {env, workspace: cwd} = this.#talk.options;
		return {env, cwd, language: this.#talk.narrator.language};
	}

	#temporary() {
		return {temporary: this.#talk.options.temporary};
	}
}
