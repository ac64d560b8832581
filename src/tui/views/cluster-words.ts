import type {Catalog} from '../../lib/i18n.ts';

/** What the cluster's picture says by itself; statuses and messages of Kubernetes stay as Kubernetes writes them. */
export interface ClusterWords {
	/** The state, and what to do about it. */
	states: Record<'unknown' | 'absent' | 'stopped' | 'broken', {is: string; cure: string | undefined}>;
	noNodes: string;
	noPods: string;
	noDatabase: string;
	emptyNode: string;
	primary: string;
	standby: string;
	syncStates: Record<string, string>;
	notStreaming: string;
	/** pg_stat_replication.state other than streaming: startup, catchup, backup. */
	walStates: Record<string, string>;
	noPrimary: string;
	twoPrimaries: (count: number) => string;
	waitingCommits: (count: number) => string;
	restarts: (count: number) => string;
	notReady: string;
	cordoned: string;
	ready: string;
	claims: (bound: number, count: number) => string;
	unused: (names: string[]) => string;
	more: (count: number) => string;
	noNode: string;
	age: (ms: number) => string;
}

export const clusterWords: Catalog<ClusterWords> = {
	en: {
		states: {
			unknown: {is: 'Looking at the cluster', cure: undefined},
			absent: {
				is: 'There is no cluster',
				cure: 'A lesson makes one; so does doklab up. What you have proved can be replayed on it.',
			},
			stopped: {
				is: 'The cluster is stopped; what it held is kept',
				cure: 'doklab up starts it again.',
			},
			broken: {
				is: 'The cluster does not answer',
				cure: 'doklab status says what runs. Start it anew: doklab down, then doklab up.',
			},
		},
		noNodes: 'No node has joined yet. Pods need one to run on.',
		noPods: 'No Pod here yet. What the lessons start appears here at once.',
		noDatabase: 'no database yet',
		emptyNode: 'no Pod here',
		primary: 'primary',
		standby: 'standby',
		syncStates: {},
		notStreaming: 'gets no WAL',
		walStates: {startup: 'connecting', catchup: 'catching up', backup: 'being cloned', stopping: 'stopping'},
		noPrimary: 'No primary answers: nobody can write.',
		twoPrimaries: (count) => `${count} primaries: they take different writes.`,
		waitingCommits: (count) =>
			count === 1 ? '1 commit waits for a standby' : `${count} commits wait for a standby`,
		restarts: (count) => (count === 1 ? '1 restart' : `${count} restarts`),
		notReady: 'not Ready',
		cordoned: 'cordoned',
		ready: 'Ready',
		claims: (bound, count) => `${bound}/${count} ${count === 1 ? 'claim' : 'claims'} bound`,
		unused: (names) => `without a Pod: ${names.join(', ')}`,
		more: (count) => `${count} more ${count === 1 ? 'line' : 'lines'}`,
		noNode: 'no node',
		age: (ms) => age(ms, {s: ' s', min: ' min', h: ' h'}),
	},
	ja: {
		states: {
			unknown: {is: 'クラスタを調べています', cure: undefined},
			absent: {
				is: 'クラスタがありません',
				cure: 'レッスンの中で作成します。doklab up でも作成できます。確認済みのところは再現できます。',
			},
			stopped: {
				is: 'クラスタは停止中です (中身は残っています)',
				cure: 'doklab up で再開できます。',
			},
			broken: {
				is: 'クラスタが応答しません',
				cure: '何が動いているかは doklab status で分かります。doklab down のあと doklab up で起動し直せます。',
			},
		},
		noNodes: 'まだノードがありません。Pod を動かすにはノードが必要です。',
		noPods: 'まだ Pod がありません。レッスンで起動したものが、すぐここに現れます。',
		noDatabase: 'データベースはまだありません',
		emptyNode: 'Pod なし',
		primary: 'プライマリ',
		standby: 'スタンバイ',
		syncStates: {sync: '同期', async: '非同期', potential: '同期候補', quorum: 'クォーラム'},
		notStreaming: 'WAL なし',
		walStates: {startup: '接続中', catchup: '追い付き中', backup: '複製中', stopping: '停止中'},
		noPrimary: 'プライマリが応答せず、誰も書き込めません。',
		twoPrimaries: (count) => `プライマリが ${count} つあり、別々に書き込まれます。`,
		waitingCommits: (count) => `${count} 件のコミットがスタンバイを待っています`,
		restarts: (count) => `再起動 ${count} 回`,
		notReady: 'Ready でない',
		cordoned: '配置停止中',
		ready: 'Ready',
		claims: (bound, count) => `PVC ${bound}/${count} Bound`,
		unused: (names) => `Pod なし: ${names.join('、')}`,
		more: (count) => `ほか ${count} 行`,
		noNode: 'ノード未定',
		age: (ms) => age(ms, {s: ' 秒', min: ' 分', h: ' 時間'}),
	},
};

function age(ms: number, units: {s: string; min: string; h: string}): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	if (seconds < 60) {
		return `${seconds}${units.s}`;
	}

	return seconds < 3600
		? `${Math.floor(seconds / 60)}${units.min}`
		: `${Math.floor(seconds / 3600)}${units.h}`;
}
