import {closeSync, openSync, writeSync} from 'node:fs';
import {resolve} from 'node:path';
import {systemClock} from '../lib/clock.ts';
import {UsageError} from '../lib/errors.ts';
import type {Language} from '../lib/i18n.ts';
import {wantsColor} from '../lib/output.ts';
import type {Output} from '../lib/output.ts';
import {createReporter} from '../report/create-reporter.ts';
import type {Reporter, ReporterName} from '../report/reporter.ts';
import type {Invocation} from './invocation.ts';

interface Options {
	reporter: ReporterName;
	lang: Language;
	platform: string;
	/** Undefined: the report goes to the standard output. */
	output?: string;
}

/**
 * The reporter that was asked for. With `output` it writes into that file, and the standard output shows progress.
 * @throws UsageError when the file cannot be written.
 */
export function openReport(invocation: Invocation, options: Options): Reporter {
	const onScreen = (name: ReporterName) => create(name, invocation.stdout, invocation, options);
	if (options.output === undefined) {
		return onScreen(options.reporter);
	}

	const file = openFile(resolve(invocation.cwd, options.output));
	const progress = onScreen('pretty');
	const report = create(options.reporter, file, invocation, options);
	return {
		handle(event) {
			report.handle(event);
			progress.handle(event);
		},
		end(error) {
			report.end(error);
			progress.end(error);
			file.close();
		},
	};
}

function create(name: ReporterName, output: Output, {env}: Invocation, {lang, platform}: Options): Reporter {
	return createReporter(name, {
		output,
		color: wantsColor(output, env),
		// The Linux console's font has no more.
		unicode: env.TERM !== 'linux',
		language: lang,
		clock: systemClock,
		platform,
	});
}

// Opened before anything runs: an unwritable file is known then, not after the course.
function openFile(path: string): Output & {close: () => void} {
	const file = open(path);
	const ignore = () => undefined;
	return {write: (text) => writeSync(file, text), on: ignore, off: ignore, close: () => closeSync(file)};
}

function open(path: string): number {
	try {
		return openSync(path, 'w');
	} catch (error) {
		throw new UsageError(
			`The report cannot be written: ${(error as Error).message}.`,
			['Choose another --output.'],
			error,
		);
	}
}
