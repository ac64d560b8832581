import {Command, InvalidArgumentError, Option} from 'commander';
import {languages} from '../lesson/types.ts';
import {UsageError} from '../lib/errors.ts';
import {languageOf} from '../lib/i18n.ts';
import {version} from '../lib/version.ts';
import {reporterNames} from '../report/reporter.ts';
import type {Invocation} from './invocation.ts';

type Finish = (exitCode: number) => void;

const exitCodes = `
Exit codes:
  0    proved, or done
  1    a lesson failed
  2    wrong usage, or an invalid lesson file
  3    the environment: a missing program, a port taken, a full disk
  4    a bug in doklab
  130  interrupted with Ctrl-C

Environment:
  DOKLAB_HOME   where doklab keeps its cluster (default: $XDG_STATE_HOME/doklab or ~/.local/state/doklab)
  DOKLAB_DEBUG  show the stack of an error
  NO_COLOR, FORCE_COLOR
`;

/** The command table. A command's own code is loaded when it runs; `finish` takes its exit code. */
export function createProgram(invocation: Invocation, finish: Finish): Command {
	const program = new Command('doklab')
		.description('A workshop in the terminal: PostgreSQL on Kubernetes, each step proved on a real cluster.')
		.version(version, '-V, --version', 'print the version')
		.helpOption('-h, --help', 'print this help')
		.helpCommand(false)
		.addHelpText('after', exitCodes)
		.exitOverride()
		.allowExcessArguments()
		.configureOutput({
			writeOut: (text) => void invocation.stdout.write(text),
			// main writes the error itself.
			writeErr: () => undefined,
			getOutHelpWidth: () => Math.min(invocation.stdout.columns ?? 80, 100),
		});

	addStart(program, invocation, finish);
	addNotes(program, invocation, finish);
	addVerify(program, invocation, finish);
	addCluster(program, invocation, finish);
	return program;
}

// Also what `doklab` alone does; a word that is no command is then taken for a lesson, and is a mistake there.
function addStart(program: Command, invocation: Invocation, finish: Finish): void {
	program
		.command('start', {isDefault: true})
		.summary('open the workshop (doklab alone does the same)')
		.description(
			'Opens the workshop in this terminal, where you left it, or at a lesson. It runs on a cluster of your own ' +
				'(doklab status), which stays when you leave.',
		)
		.argument('[lesson]', 'lesson to open; what it builds on is replayed, after asking')
		.allowExcessArguments(false)
		.addOption(platformOption())
		.addOption(languageOption(invocation))
		.option('--plain', 'line by line, without drawing: for screen readers and simple terminals', false)
		.option('--present', 'for a presenter: a clock, more air, and notes for doklab notes', false)
		.option('--course <dir>', 'directory of another course (with lessons/course.yaml)')
		.action(async (lesson: string | undefined, options) => {
			const isNamed = invocation.argv.includes('start');
			if (lesson !== undefined && !isNamed) {
				const names = program.commands.map((command) => command.name());
				throw new UsageError(`There is no command called ${lesson}.`, [`The commands: ${names.join(', ')}`]);
			}

			const {start} = await import('./commands/start.ts');
			finish(await start(invocation, lesson, options));
		});
}

function addVerify(program: Command, invocation: Invocation, finish: Finish): void {
	program
		.command('verify')
		.allowExcessArguments(false)
		.summary('prove the course: each step red before, green after, all of it gone at the end')
		.description(
			'Walks the lessons without a screen, on a cluster of its own that it removes afterwards, and proves each ' +
				'step: its checks are red before its action and green after it. Your own cluster is left alone.',
		)
		.argument('[lesson...]', 'lessons to walk, with those they need; all when none is named')
		.addOption(platformOption())
		.addOption(
			new Option('--reporter <name>', 'how to tell it').choices([...reporterNames]).default('pretty'),
		)
		.addOption(
			new Option('--repeat <n>', 'walk it all so many times').argParser(wholeNumber(1, 1000)).default(1),
		)
		.addOption(languageOption(invocation))
		.option('--course <dir>', 'directory of another course (with lessons/course.yaml)')
		.option('--output <file>', 'write the report into a file, and show progress here')
		.action(async (lessons: string[], options) => {
			const {verify} = await import('./commands/verify.ts');
			finish(await verify(invocation, lessons, options));
		});
}

function addCluster(program: Command, invocation: Invocation, finish: Finish): void {
	program
		.command('up')
		.allowExcessArguments(false)
		.summary('start your cluster; what it held is still there')
		.addOption(platformOption())
		.addOption(
			new Option(
				'--port <n>',
				'port of its API on 127.0.0.1 (default: the last one, or a free one)',
			).argParser(wholeNumber(1, 65_535)),
		)
		.action(async (options) => {
			const {up} = await import('./commands/up.ts');
			finish(await up(invocation, options));
		});
	program
		.command('down')
		.allowExcessArguments(false)
		.summary('stop your cluster; with --delete, remove all of it')
		.addOption(platformOption())
		.option('--delete', 'remove its objects and volumes too', false)
		.action(async (options) => {
			const {down} = await import('./commands/down.ts');
			finish(await down(invocation, options));
		});
	program
		.command('status')
		.allowExcessArguments(false)
		.summary('what runs')
		.addOption(platformOption())
		.action(async (options) => {
			const {status} = await import('./commands/status.ts');
			finish(await status(invocation, options));
		});
	program
		.command('kubeconfig')
		.allowExcessArguments(false)
		.summary("print the path of your cluster's kubeconfig")
		.addOption(platformOption())
		.action(async (options) => {
			const {kubeconfig} = await import('./commands/kubeconfig.ts');
			finish(await kubeconfig(invocation, options));
		});
}

function addNotes(program: Command, invocation: Invocation, finish: Finish): void {
	program
		.command('notes')
		.allowExcessArguments(false)
		.summary("the presenter's notes, following the workshop in another terminal")
		.addOption(languageOption(invocation))
		.action(async (options) => {
			const {notes} = await import('./commands/notes.ts');
			finish(await notes(invocation, options));
		});
}

// Not `choices`: choosePlatform knows which ones work, and says so better.
function platformOption(): Option {
	return new Option('--platform <name>', 'where the cluster comes from').default('playground');
}

function languageOption({env}: Invocation): Option {
	return new Option('--lang <language>', 'of what a learner reads')
		.choices([...languages])
		.default(languageOf(env));
}

function wholeNumber(least: number, most: number): (text: string) => number {
	return (text) => {
		const value = Number(text);
		if (!/^\d+$/.test(text) || value < least || value > most) {
			throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
		}

		return value;
	};
}
