import {createJson} from './json.ts';
import {createPretty} from './pretty.ts';
import type {Reporter, ReporterName, ReporterOptions} from './reporter.ts';

const creators: Record<ReporterName, (options: ReporterOptions) => Reporter> = {
	pretty: createPretty,
	json: createJson,
};

/** The reporter called `name`. */
export function createReporter(name: ReporterName, options: ReporterOptions): Reporter {
	return creators[name](options);
}
