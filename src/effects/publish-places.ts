import type {WorkshopEvent} from '../engine/workshop-events.ts';
import type {Course, Language, PlatformName} from '../lesson/types.ts';
import type {Clock} from '../lib/clock.ts';
import {publishPlace, withdrawPlace, type Place} from './place.ts';

export interface PublishOptions {
	/** What is followed. */
	workshop: {
		readonly course: Course;
		readonly platform: PlatformName;
		subscribe(listener: (event: WorkshopEvent) => void): () => void;
	};
	/** See placeFile. */
	file: string;
	pid: number;
	language: Language;
	clock: Clock;
	/** Told when a place cannot be written; the workshop goes on without. */
	onError?: (error: Error) => void;
}

/** Says from now on, in `file`, where the workshop is; `close` withdraws it. */
export function publishPlaces(options: PublishOptions): {
	setLanguage(language: Language): void;
	close(): Promise<void>;
} {
	const {workshop, file, pid, clock, onError = () => undefined} = options;
	const proved = new Set<string>();
	const provedSteps = new Set<string>();
	let place: Place | undefined;
	// Before it is known how things stand there is nothing to follow.
	let hasResumed = false;
	let {language} = options;
	// One after the other, so that the last one wins.
	let writing = Promise.resolve();
	const publish = () => {
		if (place === undefined || !hasResumed) {
			return;
		}

		place = {
			...place,
			language,
			proved: workshop.course.lessons.map(({id}) => id).filter((id) => proved.has(id)),
			isStepProved: provedSteps.has(`${place.lesson}/${place.step}`),
		};
		const current = place;
		writing = writing.then(() => publishPlace(file, current)).catch(onError);
	};
	const stop = workshop.subscribe((event) => {
		switch (event.type) {
			case 'focusChanged': {
				const {lesson, step} = event;
				const isSame = place?.lesson === lesson;
				const lessonStartedAt = isSame ? place!.lessonStartedAt : clock.now();
				place = {
					pid,
					root: workshop.course.root,
					platform: workshop.platform,
					lesson,
					step,
					language,
					proved: [],
					isStepProved: false,
					lessonStartedAt,
				};
				break;
			}

			case 'resumed':
				hasResumed = true;
				for (const {lesson, step} of event.steps ?? []) {
					provedSteps.add(`${lesson}/${step}`);
				}

				break;
			case 'lessonChanged':
				if (event.status === 'proved') {
					proved.add(event.lesson);
				} else {
					proved.delete(event.lesson);
				}

				break;
			case 'stepProved':
				provedSteps.add(`${event.lesson}/${event.step}`);
				break;
			case 'stepReopened':
				provedSteps.delete(`${event.lesson}/${event.step}`);
				break;
			default:
				return;
		}

		publish();
	});
	return {
		setLanguage(next) {
			language = next;
			publish();
		},
		async close() {
			stop();
			await writing;
			await withdrawPlace(file, pid).catch(onError);
		},
	};
}
