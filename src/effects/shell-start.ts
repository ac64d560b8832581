import {writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';

export interface ShellStart {
	args: string[];
	env: NodeJS.ProcessEnv;
}

const mark = '(doklab) ';

// What the user's own start files must not change here.
const kept = ['KUBECONFIG', 'DOKLAB_HOME', 'PATH'];

/** How `shell` is started so that its prompt begins with (doklab); what files it needs are written to `directory`. */
export async function shellStart(
	shell: string,
	{directory, env}: {directory: string; env: NodeJS.ProcessEnv},
): Promise<ShellStart> {
	switch (basename(shell)) {
		case 'bash': {
			const file = join(directory, 'bashrc');
			await writeFile(file, bashrc(env));
			return {args: ['--rcfile', file, '-i'], env};
		}

		case 'zsh': {
			await writeFile(join(directory, '.zshenv'), zshenv(directory));
			await writeFile(join(directory, '.zshrc'), zshrc(directory, env));
			const users = env.ZDOTDIR ?? env.HOME ?? '';
			return {args: ['-i'], env: {...env, ZDOTDIR: directory, DOKLAB_ZDOTDIR: users}};
		}

		case 'fish':
			return {args: ['-i', '-C', fishStart(env)], env};
		default:
			return {args: ['-i'], env: {...env, PS1: `${mark}$ `}};
	}
}

// A prompt that is made anew for every line (starship and the like) gets its mark anew.
function bashrc(env: NodeJS.ProcessEnv): string {
	return `[ -f ~/.bashrc ] && . ~/.bashrc
${exports(env)}
__doklab_prompt() {
	local code=$?
	case $PS1 in
		'${mark}'*) ;;
		*) PS1="${mark}$PS1" ;;
	esac
	return $code
}
case $(declare -p PROMPT_COMMAND 2> /dev/null) in
	'declare -a'*) PROMPT_COMMAND+=(__doklab_prompt) ;;
	*) PROMPT_COMMAND="\${PROMPT_COMMAND:+$PROMPT_COMMAND
}__doklab_prompt" ;;
esac
`;
}

// zsh reads .zshenv and .zshrc from ZDOTDIR; each hands over to the user's own.
function zshenv(directory: string): string {
	return `ZDOTDIR=$DOKLAB_ZDOTDIR
[[ -f $ZDOTDIR/.zshenv ]] && source "$ZDOTDIR/.zshenv"
DOKLAB_ZDOTDIR=$ZDOTDIR
ZDOTDIR=${quote(directory)}
`;
}

function zshrc(directory: string, env: NodeJS.ProcessEnv): string {
	return `ZDOTDIR=$DOKLAB_ZDOTDIR
unset DOKLAB_ZDOTDIR
[[ $HISTFILE == ${quote(directory)}/* ]] && HISTFILE=$ZDOTDIR/.zsh_history
[[ -f $ZDOTDIR/.zshrc ]] && source "$ZDOTDIR/.zshrc"
[[ $ZDOTDIR == $HOME ]] && unset ZDOTDIR
${exports(env)}
__doklab_prompt() {
	[[ $PROMPT == '${mark}'* ]] || PROMPT="${mark}$PROMPT"
}
autoload -Uz add-zsh-hook
add-zsh-hook precmd __doklab_prompt
`;
}

function fishStart(env: NodeJS.ProcessEnv): string {
	const sets = kept
		.filter((name) => env[name] !== undefined)
		.map((name) => `set -gx ${name} ${fishWords(name, env[name]!)}`);
	return [
		...sets,
		'functions --copy fish_prompt __doklab_prompt',
		`function fish_prompt; echo -n '${mark}'; __doklab_prompt; end`,
	].join('; ');
}

// fish keeps PATH as a list, and quotes differently.
function fishWords(name: string, value: string): string {
	const parts = name === 'PATH' ? value.split(':') : [value];
	return parts.map((part) => `'${part.replaceAll(/['\\]/g, String.raw`\$&`)}'`).join(' ');
}

function exports(env: NodeJS.ProcessEnv): string {
	return kept
		.filter((name) => env[name] !== undefined)
		.map((name) => `export ${name}=${quote(env[name]!)}`)
		.join('\n');
}

function quote(word: string): string {
	return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
