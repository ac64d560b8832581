import type {Words} from './words.ts';

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

export const english: Words = {
	welcome: (versions, platform) => `${versions}, on ${platform}.`,
	platform: (name) => (name === 'playground' ? 'the playground' : name),
	resumed: (proved, count) => `Welcome back. ${proved} of ${plural(count, 'lesson')} proved.`,
	lost: (lessons) => `The cluster that these lessons were done on is gone: ${lessons}.`,
	rebuild: 'Build it again, up to where you were? y/N',
	lesson: (number, count, title) => `Lesson ${number} of ${count}: ${title}.`,
	step: (number, count, title) => `Step ${number} of ${count}: ${title}`,
	minutes: (minutes) => `About ${plural(minutes, 'minute')}.`,
	command: (command) => `Command: ${command}`,
	commands: 'Commands:',
	checks: (count) => `${plural(count, 'check')}:`,
	checkTitle: (number, title) => `${number}. ${title}`,
	running: (command) => `Running: ${command}`,
	runningIn: (lesson, command) => `Running, for ${lesson}: ${command}`,
	done: (time) => `Done in ${time}.`,
	failed: (time, message) => `Failed after ${time}${message === undefined ? '.' : `: ${message}`}`,
	waitingForChecks: 'Waiting for the checks. You can go on typing commands.',
	green: (number, count, time, title) =>
		`check ${number} of ${count} green${time === undefined ? '' : ` after ${time}`}: ${title}`,
	waiting: (number, count, found, message) =>
		`check ${number} of ${count} waiting${found === '' ? '' : `, found ${found}`}: ${message}`,
	red: (number, count, time, title) => `check ${number} of ${count} red after ${time}: ${title}`,
	reopened: (number, count, title) => `check ${number} of ${count} is not green any more: ${title}`,
	expected: (text) => `expected: ${text}`,
	found: (text) => `found: ${text}`,
	why: (text) => `why: ${text}`,
	stepProved: (number, count, byHand, time) =>
		`Step ${number} of ${count} is proved${byHand ? ', done by hand' : ''}, after ${time}.`,
	lessonProved: (number, count, title, time) =>
		`Lesson ${number} of ${count}, ${title}, is proved, after ${time}.`,
	stepReopened: (lesson, step) => `Not proved any more: ${lesson}, ${step}`,
	hint: (number, count, text) => `Hint ${number} of ${count}: ${text}`,
	noHints: 'This step has no hints.',
	work: {
		replay: (lessons) => `Doing again what is needed: ${lessons}.`,
		reset: (lessons) => `Undoing what was made in: ${lessons}.`,
		rebuild: (lessons) => `Building the cluster again: ${lessons}.`,
	},
	workDone: {replay: 'All of it is done.', reset: 'Undone.', rebuild: 'The cluster is there again.'},
	workFailed: (message) => `That did not work${message === undefined ? '.' : `: ${message}`}`,
	clusterState: (message) => `Cluster: ${message}`,
	press: {
		run: 'Press Enter to run it, s to skip, h for a hint, ? for all commands.',
		runAgain: 'Press Enter to run it again, r to look again, h for a hint, s to skip, ? for all commands.',
		look: 'Press Enter to look again, s to skip, h for a hint, ? for all commands.',
		next: 'Press Enter to go on, ? for all commands.',
		finish: 'That was the last step. Press Enter for the summary and to quit, ? for all commands.',
		all: '? for all commands.',
		answer: 'Type y for yes; anything else means no.',
	},
	busy: 'Something runs. Wait for it, or end it with Ctrl-C.',
	unknown: (text) => `There is no command ${JSON.stringify(text)}. Type ? for all commands.`,
	help: (isTty) => [
		'Enter: run the step, or go on when it is proved',
		'run: run the step again; s: skip it',
		'h: a hint; again for the next one',
		't: the text of this step again',
		'v: its manifest; d: how the cluster differs from it; e: open it in your editor',
		'y: copy the command to the clipboard',
		'r: look at the checks again',
		'n, p: next lesson, previous lesson; g: list of lessons; g LESSON: go to a lesson, by its number or name',
		'c: the cluster and the replication',
		'shell: a shell on this cluster; psql: psql on the primary',
		'R: reset the lesson: undo what it made',
		'l: 日本語に切り替える',
		'q: quit',
		...(isTty ? ['Ctrl-C: end what runs; twice: quit'] : []),
	],
	lessons: 'Lessons:',
	lessonLine: (number, title, status) => `${number}. ${title}: ${status}`,
	status: {
		proved: 'proved',
		open: 'you are here',
		next: 'next',
		later: 'later',
		unavailable: 'not for this platform',
	},
	summaryStatus: {proved: 'proved', open: 'begun'},
	noLesson: (text) => `There is no lesson ${JSON.stringify(text)}. Type g for the list.`,
	notHere: (title) => `The lesson ${title} is not for this platform.`,
	firstLesson: 'This is the first lesson.',
	lastLesson: 'This is the last lesson.',
	replay: (lessons, target) => `${target} needs what these lessons make: ${lessons}. Do them now? y/N`,
	reset: (title) => `Undo everything that the lesson ${title} made? y/N`,
	noManifest: 'This step applies no manifest.',
	manifest: (file) => `${file}:`,
	same: (file) => `${file}: the cluster has it as the manifest says.`,
	difference: (file) => `${file}: minus is the manifest, plus is the cluster.`,
	notLive: (file) => `${file}: nothing of it is in the cluster.`,
	nothingToCopy: 'This step has no command.',
	nothingToRun: 'This step has nothing to run.',
	needsTerminal: (what) => `${what} needs a terminal, and the input is not one.`,
	opened: {editor: 'The editor', shell: 'A shell'},
	back: 'Back in the workshop.',
	verifying: 'Looking at the checks again.',
	language: 'English.',
	cancelling: 'Ending what runs. Ctrl-C again quits.',
	againToQuit: 'Ctrl-C again quits.',
	saveSummary: 'Save this summary as Markdown? y/N',
	saved: (file) => `Saved: ${file}`,
	notSaved: (message) => `It could not be saved: ${message}`,
	summary: (proved, count, time) =>
		`Summary: ${proved} of ${plural(count, 'lesson')} proved, ${time} in this session.`,
	remaining: (what, command) => `Still running: ${what}. To remove it: ${command}`,
	nothingRuns: 'Nothing is running any more.',
	duration: (seconds) => `${seconds} s`,
	longDuration: (minutes, seconds) => `${minutes} min ${seconds} s`,
	cluster: {
		node: (name, isControlPlane, ready, unschedulable) =>
			`Node ${name}${isControlPlane ? ', the control plane,' : ''} is ${ready ? 'ready' : 'not ready'}${
				unschedulable ? ' and takes no new Pods' : ''
			}.`,
		noNodes: 'No node is known.',
		pod: ({name, node, status, ready, restarts, message}) =>
			`Pod ${name}${node === undefined ? ', on no node yet' : ` on ${node}`}: ${status}, ready ${ready}` +
			`${restarts > 0 ? `, ${plural(restarts, 'restart')}` : ''}.${message === undefined ? '' : ` ${message}`}`,
		noPods: 'There are no Pods of the course.',
		claims: (count, bound) => `${plural(count, 'claim')}, ${bound} bound.`,
		claim: ({name, phase, capacity, pods}) =>
			`Claim ${name} is ${phase}${capacity === undefined ? '' : `, ${capacity}`}${pods === '' ? '' : `, used by ${pods}`}.`,
		primary: (pod) => `${pod} is the primary.`,
		noPrimary: 'No member is the primary.',
		standby: ({pod, state, syncState, lag}) =>
			state === undefined
				? `${pod} is a standby that the primary does not know.`
				: `${pod} is a standby: ${[state, syncState, lag === undefined ? undefined : `${lag} behind`]
						.filter((part) => part !== undefined)
						.join(', ')}.`,
		unknownMember: (pod) => `${pod} does not answer.`,
		waitingCommits: (count) => `${plural(count, 'commit')} ${count === 1 ? 'waits' : 'wait'} for a standby.`,
	},
	list: (items) => items.join(', '),
};
