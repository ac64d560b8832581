import {validRange} from 'semver';
import {compileCondition} from './cel.ts';
import {parseDuration} from './duration.ts';
import type {Problems} from './problem.ts';
import type {Format} from './shape.ts';
import type {Location} from './types.ts';

/** Reports text that is not of its format; formats that need other files are left to the loader. */
export function checkFormat(format: Format, value: string, location: Location, problems: Problems): void {
	switch (format) {
		case 'id':
			if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) {
				problems.add(location, `"${value}" is no id.`, 'Use a-z, 0-9 and single dashes between them.');
			}

			break;
		case 'duration':
			if (parseDuration(value) === undefined) {
				problems.add(location, `"${value}" is no duration.`, 'Write it as 500ms, 3s, 5m or 1m30s.');
			}

			break;
		case 'cel':
			attempt(
				() => compileCondition(value),
				(mistake) => {
					problems.add(
						location,
						`This is not CEL: ${mistake}.`,
						'Mend the expression; it has object and objects.',
					);
				},
			);
			break;
		case 'regularExpression':
			attempt(
				() => new RegExp(value, 'm'),
				(mistake) => {
					problems.add(location, `This is no regular expression: ${mistake}.`, 'Mend the expression.');
				},
			);
			break;
		case 'semverRange':
			if (validRange(value) === null) {
				problems.add(location, `"${value}" is no semver range.`, "Write it as '>=1.30', ^15 or 1.36.x.");
			}

			break;
		case 'workspaceFile':
		case 'courseFile':
		case 'manifest':
			if (value.startsWith('/') || value.split('/').includes('..')) {
				problems.add(
					location,
					`"${value}" leads out of its directory.`,
					'Write a path below it, without "..".',
				);
			}

			break;
		case 'kind':
	}
}

function attempt(compile: () => unknown, onMistake: (message: string) => void): void {
	try {
		compile();
	} catch (error) {
		onMistake((error as Error).message.replace(/^<input>:/, '').replace(/\.$/, ''));
	}
}
