/** What is known of the terminal from outside: nothing is asked of it. */
export interface TerminalCapabilities {
	/** A whole screen can be drawn: input and output are a terminal whose cursor moves. */
	isFull: boolean;
	/** Somebody listens to it rather than looks at it, as far as the environment says. */
	hasScreenReader: boolean;
	/** 0 none, 1 the 16 of the terminal, 2 256, 3 all (chalk's levels). */
	colors: 0 | 1 | 2 | 3;
	/** More than ASCII arrives as it was meant. */
	isUnicode: boolean;
	/** Whether text can be put into its clipboard (OSC 52). */
	clipboard: 'yes' | 'no' | 'unknown';
	columns: number;
	rows: number;
}

export interface TerminalFacts {
	env: NodeJS.ProcessEnv;
	/** Both input and output. */
	isTty: boolean;
	columns?: number;
	rows?: number;
}

/** What the environment tells about a terminal; 80 by 24 where nothing tells its size. */
export function terminalCapabilities({env, isTty, columns, rows}: TerminalFacts): TerminalCapabilities {
	const isDumb = env.TERM === 'dumb' || env.TERM === '';
	return {
		isFull: isTty && !isDumb && env.TERM !== undefined,
		hasScreenReader: hasScreenReader(env),
		colors: colorsOf(env, isTty),
		isUnicode: isUnicode(env),
		clipboard: isTty ? clipboardOf(env) : 'no',
		columns: columns || 80,
		rows: rows || 24,
	};
}

/** What programs agree on where no operating system tells: ACCESSIBLE (charm, gh), INK_SCREEN_READER (Ink). */
function hasScreenReader(env: NodeJS.ProcessEnv): boolean {
	return [env.ACCESSIBLE, env.ACCESSIBILITY_ENABLED, env.INK_SCREEN_READER].some(isSet);
}

function isSet(value: string | undefined): boolean {
	return value !== undefined && value !== '' && value !== '0' && value.toLowerCase() !== 'false';
}

/** FORCE_COLOR before NO_COLOR (force-color.org, no-color.org), then what the terminal says it can. */
function colorsOf(env: NodeJS.ProcessEnv, isTty: boolean): 0 | 1 | 2 | 3 {
	const forced = env.FORCE_COLOR;
	if (forced !== undefined) {
		if (forced === '0' || forced === 'false') {
			return 0;
		}

		return forced === '2' ? 2 : forced === '3' ? 3 : forced === '1' ? 1 : own(env) || 1;
	}

	return env.NO_COLOR || !isTty ? 0 : own(env);
}

function own({TERM: term = '', COLORTERM: colorTerm = ''}: NodeJS.ProcessEnv): 0 | 1 | 2 | 3 {
	if (term === 'dumb' || term === '') {
		return 0;
	}

	if (/^(?:truecolor|24bit)$/i.test(colorTerm) || /-(?:direct|truecolor)$/.test(term)) {
		return 3;
	}

	return /-256(?:color)?$/.test(term) ? 2 : 1;
}

/**
 * POSIX: LC_ALL, then LC_CTYPE, then LANG, the first that is not empty. The console of Linux takes UTF-8, but has
 * glyphs for a few hundred characters only.
 */
function isUnicode(env: NodeJS.ProcessEnv): boolean {
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
	return /utf-?8/i.test(locale) && env.TERM !== 'linux';
}

/** Who documents OSC 52 (kitty, foot, Alacritty, WezTerm, Ghostty, Windows Terminal), and who ignores it. */
function clipboardOf(env: NodeJS.ProcessEnv): 'yes' | 'no' | 'unknown' {
	const {TERM: term = '', TERM_PROGRAM: program = ''} = env;
	if (term === 'linux' || term === 'dumb' || term === '' || program === 'Apple_Terminal') {
		return 'no';
	}

	// Between us and the terminal stands a multiplexer with settings of its own.
	if (env.TMUX || env.STY || /^(?:tmux|screen)/.test(term)) {
		return 'unknown';
	}

	const isKnown =
		/^(?:xterm-kitty|foot|alacritty|xterm-ghostty|wezterm)/.test(term) ||
		/^(?:WezTerm|ghostty)$/i.test(program) ||
		Boolean(env.WT_SESSION);
	return isKnown ? 'yes' : 'unknown';
}
