import type {Course, Language, PlatformName} from '../../lesson/types.ts';
import {announce} from '../announce.ts';
import {ClusterWatch} from '../cluster/cluster-watch.ts';
import {connectReal} from '../connect-real.ts';
import {Connection} from '../connection.ts';
import {explain} from '../failure.ts';
import {Journal} from '../journal.ts';
import {planCourse, type PlannedLesson} from '../plan.ts';
import {runActions} from '../run-actions.ts';
import type {Workbench} from '../workbench.ts';
import type {Workshop, WorkshopOptions} from '../workshop.ts';
import type {WorkshopEvent, WorkshopSummary} from '../workshop-events.ts';
import {Focus} from './focus.ts';
import {Hints} from './hints.ts';
import {Ledger} from './ledger.ts';
import {readLive, readManifestText} from './live.ts';
import {findLesson, findPlace, findResumption} from './places.ts';
import {ProgressKeeper} from './progress-keeper.ts';
import {rebuild} from './rebuild.ts';
import {replay} from './replay.ts';
import {reset} from './reset.ts';
import type {Room} from './room.ts';
import {Route} from './route.ts';
import {findMissing, findStanding} from './standing.ts';
import {words} from './words.ts';
import {Work} from './work.ts';

export class InteractiveSession implements Workshop {
	readonly course: Course;
	readonly platform: PlatformName;
	readonly #options: WorkshopOptions;
	readonly #room: Room;
	readonly #focus: Focus;
	readonly #planned: PlannedLesson[];
	readonly #listeners = new Set<(event: WorkshopEvent) => void>();
	readonly #keeper: ProgressKeeper;
	readonly #cluster: ClusterWatch;
	readonly #work = new Work();
	readonly #closing = new AbortController();
	readonly #hints = new Hints();
	#openedAt = 0;
	#versions = '';

	constructor(options: WorkshopOptions) {
		const {course, platform, clock, language, progressFile} = options;
		this.course = course;
		this.platform = platform.name;
		this.#options = options;
		this.#planned = planCourse(course, [], {platform: platform.name, language});
		const emit = (event: WorkshopEvent) => this.#emit(event);
		const owner = {course: course.id, platform: platform.name};
		this.#keeper = new ProgressKeeper(progressFile, owner, (say) => this.#warn(say(this.#words)));
		const bench: Workbench = {
			connection: new Connection(platform.kubeconfig, options.connect ?? connectReal, clock),
			clock,
			language,
			root: course.root,
			workspace: options.workspace,
			env: {...options.env, ...options.shellEnv},
			namespace: course.namespace,
			journal: new Journal(),
		};
		const route = new Route(this.#planned);
		const ledger = new Ledger({
			route,
			lessons: course.lessons.map(({id}) => id),
			clock,
			emit,
			save: (progress) => this.#keeper.save(progress),
		});
		const focus = new Focus({bench, ledger, emit});
		this.#room = {course, platform, bench, route, ledger, emit};
		this.#focus = focus;
		this.#cluster = new ClusterWatch({
			bench,
			platform,
			database: course.database,
			onChange: (picture) => this.#emit({type: 'clusterChanged', cluster: picture}),
			onObjects: () => focus.wake(),
			onRunning: () => void this.#findVersions(),
		});
	}

	subscribe(listener: (event: WorkshopEvent) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	async open(lesson?: string): Promise<void> {
		const {course, platform, clock, doklabVersion} = this.#options;
		const {ledger, route, bench} = this.#room;
		if (lesson !== undefined) {
			findLesson(this.#room, lesson);
		}

		this.#openedAt = clock.now();
		const progress = await this.#keeper.read();
		// What takes longer to find out (versions, what still stands) is said when it is known.
		this.#emit(
			announce({
				course,
				platform: platform.name,
				language: bench.language,
				versions: {doklab: doklabVersion},
				lessons: this.#planned,
				repeat: 1,
			}),
		);
		ledger.load(progress);
		const place =
			lesson === undefined ? findResumption(this.#room, progress.last) : findLesson(this.#room, lesson);
		this.#cluster.start();
		this.#focus.move(place);
		const standing = await findStanding(this.#room, this.#closing.signal).catch(() => undefined);
		if (standing === undefined) {
			// Closed in the meantime.
			return;
		}

		ledger.tell();
		const at = {lesson: place.lesson.id, step: place.step.id};
		const steps = route.places
			.filter((one) => ledger.isStepProved(one))
			.map(({lesson, step}) => ({lesson: lesson.id, step: step.id}));
		this.#emit({type: 'resumed', platform: platform.name, ...standing, steps, ...at});
	}

	focus(lesson: string, step?: string): void {
		this.#focus.move(
			step === undefined ? findLesson(this.#room, lesson) : findPlace(this.#room.route, lesson, step),
		);
	}

	next(): void {
		this.#focus.goOn();
		this.#step(1);
	}

	previous(): void {
		this.#step(-1);
	}

	async run(): Promise<void> {
		const {bench, emit} = this.#room;
		const focus = this.#focus;
		const {place} = focus;
		if (place === undefined) {
			return;
		}

		await this.#work.run(async (signal) => {
			const at = {run: 1, lesson: place.lesson.id, step: place.step.id};
			focus.beginActing();
			let isDone = false;
			try {
				await runActions(place.step, bench, {at, signal, emit});
				isDone = true;
			} catch (error) {
				if (!signal.aborted) {
					this.#warn(this.#words.stepFailed(place.step.heading[bench.language], explain(error).message));
				}
			} finally {
				focus.endActing(place, isDone);
			}
		});
	}

	cancel(): void {
		this.#work.cancel();
	}

	isBusy(): boolean {
		return this.#work.isBusy;
	}

	verifyAgain(): void {
		this.#focus.verifyAgain();
	}

	hint(): void {
		const {place} = this.#focus;
		const tier = place && this.#hints.next(place);
		if (tier !== undefined) {
			this.#emit({type: 'hintShown', lesson: place!.lesson.id, step: place!.step.id, tier});
		}
	}

	missingFor(lesson: string): Promise<string[]> {
		return findMissing(this.#room, findLesson(this.#room, lesson).lesson.id, this.#closing.signal);
	}

	replay(lessons: string[]): Promise<void> {
		return this.#do('replay', lessons, (signal) => replay(this.#room, lessons, signal));
	}

	async reset(lesson: string): Promise<void> {
		const {route} = this.#room;
		const first = findPlace(route, lesson, route.stepsOf(lesson)[0]?.step.id);
		await this.#do('reset', [lesson], async (signal) => {
			this.#focus.forget([lesson, ...route.dependentsOf(lesson)]);
			if (this.#focus.place?.lesson.id === lesson) {
				this.#focus.move(first);
			}

			await reset(this.#room, lesson, signal);
		});
	}

	async rebuild(): Promise<void> {
		const lessons = this.#room.ledger.lost();
		await this.#do('rebuild', lessons, (signal) => rebuild(this.#room, signal));
	}

	setLanguage(language: Language): void {
		this.#room.bench.language = language;
		this.#focus.retell();
	}

	manifest(file: string): Promise<{text: string}> {
		return readManifestText(this.#room.bench, file);
	}

	live(file: string): Promise<{text: string | undefined; message?: string}> {
		return readLive(this.#room.bench, file, this.#closing.signal);
	}

	async summary(): Promise<WorkshopSummary> {
		const {platform, clock} = this.#options;
		const {state, message} = await platform.status(this.#closing.signal);
		const command = `doklab down --delete --platform ${platform.name}`;
		return {
			durationMs: clock.now() - this.#openedAt,
			lessons: this.#room.ledger.statuses(),
			remaining: state === 'absent' ? [] : [{what: message, command}],
		};
	}

	primary(): {namespace: string; pod: string} | undefined {
		return this.#cluster.primary();
	}

	async close(): Promise<void> {
		const {ledger, bench} = this.#room;
		await this.#work.end();
		this.#closing.abort();
		await Promise.all([this.#focus.close(), this.#cluster.close()]);
		ledger.save();
		ledger.focus(undefined);
		await this.#keeper.finish();
		bench.connection.close();
	}

	get #words() {
		return words[this.#room.bench.language];
	}

	#emit(event: WorkshopEvent): void {
		for (const listener of this.#listeners) {
			listener(event);
		}
	}

	#warn(text: string): void {
		this.#emit({type: 'notice', level: 'warning', text});
	}

	/** Does what takes long, with nothing else watching or working. */
	async #do(
		work: 'replay' | 'reset' | 'rebuild',
		lessons: string[],
		perform: (signal: AbortSignal) => Promise<void>,
	): Promise<void> {
		await this.#work.run(async (signal) => {
			this.#emit({type: 'workStarted', work, lessons});
			this.#focus.suspend();
			let message: string | undefined;
			try {
				await perform(signal);
			} catch (error) {
				message = signal.aborted ? this.#words.interrupted : explain(error).message;
			}

			this.#emit({type: 'workEnded', work, ok: message === undefined, message});
			this.#focus.resume();
		});
	}

	/** Says what the cluster is made of, once it answers. */
	async #findVersions(): Promise<void> {
		const versions: Record<string, string> = await this.#options.platform
			.versions(this.#closing.signal)
			.catch(() => ({}));
		const isNew = JSON.stringify(versions) !== this.#versions;
		if (isNew && 'kubernetes' in versions && !this.#closing.signal.aborted) {
			this.#versions = JSON.stringify(versions);
			this.#emit({type: 'versionsFound', versions});
		}
	}

	#step(distance: number): void {
		const {place} = this.#focus;
		const other = place && this.#room.route.beside(place, distance);
		if (other !== undefined) {
			this.#focus.move(other);
		}
	}
}
