import {UsageError} from '../../lib/errors.ts';
import {suggest} from '../../lesson/similar.ts';
import type {Ledger} from './ledger.ts';
import type {Place, Route} from './route.ts';

interface Options {
	route: Route;
	ledger: Ledger;
}

/** The step of a lesson to begin with: its first that is not proved, else its first. Throws as findPlace. */
export function findLesson({route, ledger}: Options, lesson: string): Place {
	const steps = route.stepsOf(lesson);
	return steps.find((one) => !ledger.isStepProved(one)) ?? findPlace(route, lesson, steps[0]?.step.id);
}

/** A step by its names. Throws UsageError when there is none on this platform. */
export function findPlace(route: Route, lesson: string, step: string | undefined): Place {
	const place = step === undefined ? undefined : route.find(lesson, step);
	if (place !== undefined) {
		return place;
	}

	const ids = route.lessons.map(({id}) => id);
	throw ids.includes(lesson)
		? new UsageError(`The lesson "${lesson}" has no step "${step}" here.`)
		: new UsageError(`There is no lesson "${lesson}" here.`, [suggest(lesson, ids)]);
}

/** The first step from where the learner was that was not proved. */
export function findResumption(
	{route, ledger}: Options,
	last: {lesson: string; step: string} | undefined,
): Place {
	const place = last && route.find(last.lesson, last.step);
	const index = place === undefined ? 0 : route.places.indexOf(place);
	const open = route.places.slice(index).find((one) => !ledger.wasStepProved(one));
	return open ?? place ?? route.places[0]!;
}
