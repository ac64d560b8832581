/** What can be typed. */
export type Command =
	| {
			type:
				| 'enter'
				| 'run'
				| 'skip'
				| 'hint'
				| 'text'
				| 'manifest'
				| 'diff'
				| 'edit'
				| 'copy'
				| 'verify'
				| 'next'
				| 'previous'
				| 'lessons'
				| 'cluster'
				| 'shell'
				| 'psql'
				| 'reset'
				| 'language'
				| 'help'
				| 'quit';
	  }
	| {type: 'go'; lesson: string}
	| {type: 'unknown'; text: string};

const names: Record<string, Exclude<Command['type'], 'go' | 'unknown'>> = {
	'': 'enter',
	run: 'run',
	s: 'skip',
	skip: 'skip',
	h: 'hint',
	hint: 'hint',
	t: 'text',
	text: 'text',
	v: 'manifest',
	manifest: 'manifest',
	d: 'diff',
	diff: 'diff',
	e: 'edit',
	edit: 'edit',
	y: 'copy',
	copy: 'copy',
	r: 'verify',
	verify: 'verify',
	n: 'next',
	next: 'next',
	p: 'previous',
	previous: 'previous',
	g: 'lessons',
	go: 'lessons',
	lessons: 'lessons',
	c: 'cluster',
	cluster: 'cluster',
	shell: 'shell',
	psql: 'psql',
	// Capital: it takes away what was made.
	R: 'reset',
	reset: 'reset',
	l: 'language',
	language: 'language',
	'?': 'help',
	help: 'help',
	q: 'quit',
	quit: 'quit',
	exit: 'quit',
};

/** The command that a typed line names. */
export function parseCommand(line: string): Command {
	const text = line.trim();
	const [, lesson] = /^(?:g|go)\s+(.+)$/.exec(text) ?? [];
	if (lesson !== undefined) {
		return {type: 'go', lesson};
	}

	// Full-width letters come out of a Japanese input method that is still on.
	const plain = text.normalize('NFKC');
	const type = Object.hasOwn(names, plain) ? names[plain] : undefined;
	return type === undefined ? {type: 'unknown', text} : {type};
}

/** Whether an answer to a y/N question means yes. */
export function isYes(line: string): boolean {
	return /^(?:y|yes|はい)$/i.test(line.trim().normalize('NFKC'));
}
