import type {Action} from '../../lesson/types.ts';

/** What a learner would type for an action: what the lesson says, or the kubectl or shell command. */
export function commandLine(action: Action): string {
	if (action.as !== undefined) {
		return action.as;
	}

	switch (action.type) {
		case 'apply':
			return `kubectl apply -f ${quote(action.file)}`;
		case 'delete': {
			const {target} = action;
			if ('file' in target) {
				return `kubectl delete -f ${quote(target.file)}`;
			}

			const which = target.name ?? `-l ${quote(target.selector!)}`;
			return join('kubectl', inNamespace(target.namespace), 'delete', target.kind.toLowerCase(), which);
		}

		case 'patch': {
			const patch = quote(JSON.stringify(action.patch));
			const what = [action.kind.toLowerCase(), action.name];
			return join('kubectl', inNamespace(action.namespace), 'patch', ...what, '--type merge -p', patch);
		}

		case 'context':
			return `kubectl config set-context --current --namespace=${action.namespace}`;
		case 'run':
			return action.command;
		case 'exec': {
			const container = action.container === undefined ? '' : `-c ${action.container}`;
			const command = action.command.map((word) => quote(word));
			return join('kubectl', inNamespace(action.namespace), 'exec', action.pod, container, '--', ...command);
		}

		case 'sql': {
			const login = ['psql', '-U', quote(action.user), '-d', quote(action.database)];
			return join(
				'kubectl',
				inNamespace(action.namespace),
				'exec',
				action.pod,
				'--',
				...login,
				'-c',
				quote(action.query),
			);
		}

		case 'write':
			return `$EDITOR ${quote(action.file)}`;
	}
}

function inNamespace(namespace: string | undefined): string {
	return namespace === undefined ? '' : `-n ${namespace}`;
}

function join(...words: string[]): string {
	return words.filter((word) => word !== '').join(' ');
}

/** A word as a POSIX shell takes it. */
function quote(word: string): string {
	return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
