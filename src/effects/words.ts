import type {Catalog} from '../lib/i18n.ts';

interface Words {
	noEditor: (editor: string, file: string) => string;
	editorEnded: (editor: string, code: number) => string;
	noPrimary: string;
	noKubectl: (command: string) => string;
	psqlEnded: (code: number) => string;
	noShell: (shell: string) => string;
	shellEnded: (shell: string) => string;
	noClipboard: string;
	copied: string;
	sent: string;
	sentThroughTmux: string;
}

/** What is said about editor, shell, psql and clipboard. */
export const words: Catalog<Words> = {
	en: {
		noEditor: (editor, file) =>
			`There is no editor called ${editor} on the PATH. Set EDITOR to one that is there, or open the file yourself: ${file}`,
		editorEnded: (editor, code) => `${editor} ended with exit code ${code}.`,
		noPrimary: 'There is no primary to connect to now.',
		noKubectl: (command) =>
			`kubectl is not on the PATH, and psql on the primary needs it. With kubectl installed, type: ${command}`,
		psqlEnded: (code) => `psql ended with exit code ${code}.`,
		noShell: (shell) => `There is no shell ${shell}. Set SHELL to one that is there.`,
		shellEnded: (shell) => `${shell} could not be started.`,
		noClipboard: 'This terminal does not support copying by a program (OSC 52). Select the text instead.',
		copied: 'Copied.',
		sent: 'Sent to the clipboard. If nothing arrives, your terminal does not support it (OSC 52).',
		sentThroughTmux:
			'Sent to the clipboard. If nothing arrives, tmux keeps it back: tmux set -g set-clipboard on',
	},
	ja: {
		noEditor: (editor, file) =>
			`エディター ${editor} が PATH にありません。使えるものを EDITOR に設定するか、このファイルを直接開いてください: ${file}`,
		editorEnded: (editor, code) => `${editor} は終了コード ${code} で終わりました。`,
		noPrimary: '今は接続先のプライマリがありません。',
		noKubectl: (command) =>
			`プライマリの psql には kubectl が必要ですが、PATH にありません。インストール後に実行するコマンド: ${command}`,
		psqlEnded: (code) => `psql は終了コード ${code} で終わりました。`,
		noShell: (shell) => `シェル ${shell} がありません。使えるものを SHELL に設定してください。`,
		shellEnded: (shell) => `${shell} を起動できませんでした。`,
		noClipboard:
			'この端末は、プログラムからのコピー (OSC 52) に対応していません。文字列を選択してコピーしてください。',
		copied: 'コピーしました。',
		sent: 'クリップボードに送りました。届かない場合、端末が対応していません (OSC 52)。',
		sentThroughTmux:
			'クリップボードに送りました。届かない場合は tmux の設定が必要です: tmux set -g set-clipboard on',
	},
};
