import {relative} from 'node:path';
import {UsageError} from '../lib/errors.ts';
import type {Location, Problem} from './types.ts';

/** A course whose files hold mistakes: all of them, by file and line. */
export class InvalidCourse extends UsageError {
	override name = 'InvalidCourse';
	readonly problems: Problem[];

	/** `root` is taken off the files' names in the message. */
	constructor(root: string, problems: Problem[]) {
		const sorted = problems.toSorted(byPlace);
		const count = sorted.length === 1 ? 'a mistake' : `${sorted.length} mistakes`;
		super(
			[`The course in ${root} has ${count}:`, ...sorted.map((problem) => describe(root, problem))].join('\n'),
			[sorted.length === 1 ? 'Mend it and try again.' : 'Mend them and try again.'],
		);
		this.problems = sorted;
	}
}

/** Collects problems. */
export class Problems {
	readonly list: Problem[] = [];

	add(location: Location, message: string, cure: string): void {
		const known = this.list.some(
			(problem) =>
				problem.file === location.file &&
				problem.line === location.line &&
				problem.column === location.column &&
				problem.message === message,
		);
		if (!known) {
			const {file, line, column} = location;
			this.list.push({file, line, column, message, cure});
		}
	}
}

function describe(root: string, problem: Problem): string {
	return `${relative(root, problem.file)}:${problem.line}:${problem.column}: ${problem.message} ${problem.cure}`;
}

function byPlace(a: Problem, b: Problem): number {
	if (a.file !== b.file) {
		return a.file < b.file ? -1 : 1;
	}

	return a.line - b.line || a.column - b.column;
}
