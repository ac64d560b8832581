import type {CheckResult} from '../check.ts';
import {checkOnce} from '../check.ts';
import {withDeadline} from '../deadline.ts';
import type {Workbench} from '../workbench.ts';
import type {Ledger} from './ledger.ts';
import type {Place, Route} from './route.ts';

interface Options {
	route: Route;
	ledger: Ledger;
	bench: Workbench;
}

/** Holds what was proved against the cluster; the ledger knows afterwards what is lost. */
export async function findStanding(
	options: Options,
	signal: AbortSignal,
): Promise<{proved: string[]; lost: string[]}> {
	const {route, ledger} = options;
	const before = ledger.allProved();
	const proved = stillProved(route, before, await findGreenLessons(options, signal));
	const lost = before.filter((id) => !proved.includes(id));
	// What was begun on top of what is lost is lost with it.
	const begun = ledger.begun().filter((id) => route.needsOf(id).some((need) => lost.includes(need)));
	ledger.setLost([...new Set([...lost, ...begun.filter((id) => !proved.includes(id))])]);
	return {proved, lost};
}

/** Which lessons must be replayed before `lesson` can be done, in order. */
export async function findMissing(options: Options, lesson: string, signal: AbortSignal): Promise<string[]> {
	const {route, ledger} = options;
	return missingFor(route, lesson, ledger.allProved(), await findGreenLessons(options, signal));
}

/** The lessons whose newest proved step holds. */
async function findGreenLessons({ledger, bench}: Options, signal: AbortSignal): Promise<string[]> {
	const green = await findGreen(ledger.newestSteps(), bench, signal);
	return green.map(({lesson}) => lesson.id);
}

/** For all steps together; what has not answered by then is not seen to stand. */
const limitMs = 3000;

/** Those of `places` that have all their checks green now, all looked at at once. */
async function findGreen(places: readonly Place[], bench: Workbench, signal: AbortSignal): Promise<Place[]> {
	const green = await withDeadline(bench.clock, limitMs, signal, (inner) =>
		Promise.all(
			places.map(async ({step}) => {
				try {
					const results = await Promise.all(step.checks.map((check) => checkOnce(check, bench, inner)));
					return results.every(isGreen);
				} catch {
					return false;
				}
			}),
		),
	);
	signal.throwIfAborted();
	return places.filter((_, index) => green[index]);
}

function isGreen({state}: CheckResult): boolean {
	return state.status === 'green';
}

/**
 * Which of the lessons that were proved still count, given that of all newest proved steps (one a lesson) those of
 * `green` hold. A lesson counts when it is green itself, when one that builds on it is, or when a later one that is
 * green has taken away what it was built on (as a cleanup does): then nothing of before it is to be there.
 */
export function stillProved(route: Route, proved: readonly string[], green: readonly string[]): string[] {
	const order = route.lessons.map(({id}) => id);
	const counts = new Set(green);
	for (const id of green) {
		const needs = route.needsOf(id);
		const isUndoing = needs.some((need) => proved.includes(need) && !green.includes(need));
		for (const other of isUndoing ? order.slice(0, order.indexOf(id)) : needs) {
			counts.add(other);
		}
	}

	return proved.filter((id) => counts.has(id));
}

/** The lessons that must be done (again) before `lesson` can be, in order; see stillProved for `green`. */
export function missingFor(
	route: Route,
	lesson: string,
	proved: readonly string[],
	green: readonly string[],
): string[] {
	const needs = route.needsOf(lesson);
	// What later lessons took away is missing here, so only those on the way to this one speak for each other.
	const speaking = [...needs, lesson].filter((id) => green.includes(id));
	const there = new Set(speaking.flatMap((id) => [id, ...route.needsOf(id)]));
	return needs.filter((id) => !(there.has(id) && proved.includes(id)));
}
