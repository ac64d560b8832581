import type {ClusterPicture, MemberPicture, PodPicture} from '../../engine/workshop-events.ts';
import type {Style, Theme} from '../theme.ts';
import type {ClusterWords} from './cluster-words.ts';

/** One Pod in the words of the picture. */
export interface PodView {
	pod: PodPicture;
	/** Green when Ready or done, yellow while it waits, red when it fails; each with its own sign. */
	style: Style;
	sign: string;
	/** What it is (primary, standby), or else its STATUS. */
	what: string;
	/** How long it has been there, while it is not what it should be; else empty. */
	since: string;
	isPrimary: boolean;
	/** Its containers have ended well. */
	isDone: boolean;
	/** How WAL comes to it; undefined for what is no standby. */
	wal: WalView | undefined;
}

export interface WalView {
	/** WAL streams to it now. */
	streams: boolean;
	/** `sync 0 kB`, or why nothing comes. */
	label: string;
	style: Style;
}

export interface ViewContext {
	theme: Theme;
	words: ClusterWords;
	/** Milliseconds since the epoch. */
	now: number;
}

// Waiting reasons and statuses with which a container does not come up by itself (kubectl's STATUS column).
const failing =
	/BackOff|Err|Error|OOMKilled|Evicted|Invalid|Unknown|Failed|DeadlineExceeded|ContainerStatusUnknown/;

// A standby that is further behind than one WAL segment (16 MB by default) is worth a look.
const manyBytes = 16 * 1024 * 1024;

/** The Pods of the picture: the database's first, each as it is said. */
export function podViews(picture: ClusterPicture, context: ViewContext): PodView[] {
	const members = new Map(picture.members.map((member) => [member.pod, member]));
	return picture.pods
		.toSorted(
			(one, other) =>
				Number(other.isDatabase) - Number(one.isDatabase) || byNumber.compare(one.name, other.name),
		)
		.map((pod) => podView(pod, members.get(pod.name), context));
}

const byNumber = new Intl.Collator('en', {numeric: true});

function podView(
	pod: PodPicture,
	member: MemberPicture | undefined,
	{theme, words, now}: ViewContext,
): PodView {
	const isDone = pod.status === 'Completed' || pod.status === 'Succeeded';
	const [style, sign] =
		pod.isReady && pod.status !== 'Terminating'
			? [theme.proved, theme.signs.dot]
			: isDone
				? [theme.quiet, theme.signs.proved]
				: failing.test(pod.status)
					? [theme.failed, theme.signs.failed]
					: [theme.waiting, theme.signs.waiting];
	// What PostgreSQL says of itself only counts while its container runs.
	const role = pod.status === 'Running' && member !== undefined ? member.role : 'unknown';
	return {
		pod,
		style,
		sign,
		what: role === 'unknown' ? pod.status : words[role],
		since: role === 'unknown' && !pod.isReady && !isDone ? words.age(now - pod.createdAt) : '',
		isPrimary: role === 'primary',
		isDone,
		wal: role === 'standby' && member ? walView(member, {theme, words}) : undefined,
	};
}

function walView(
	{state, syncState, lagBytes}: MemberPicture,
	{theme, words}: Pick<ViewContext, 'theme' | 'words'>,
): WalView {
	if (state !== 'streaming') {
		return {
			streams: false,
			label: state === undefined ? words.notStreaming : (words.walStates[state] ?? state),
			style: theme.waiting,
		};
	}

	const sync = syncState === undefined ? '' : (words.syncStates[syncState] ?? syncState);
	const lag = lagBytes === undefined ? '' : formatBytes(lagBytes);
	const isLate = (lagBytes ?? 0) > manyBytes;
	return {
		streams: true,
		label: [isLate ? theme.signs.waiting : '', sync, lag].filter(Boolean).join(' '),
		style: isLate ? theme.waiting : plain,
	};
}

const plain: Style = (text) => text;

/** Bytes as PostgreSQL says sizes (1 kB is 1024 bytes); rounded up, so that 0 kB means none. */
export function formatBytes(bytes: number): string {
	const kilobytes = Math.ceil(Math.max(0, bytes) / 1024);
	if (kilobytes < 1024) {
		return `${kilobytes} kB`;
	}

	const [value, unit] = kilobytes < 1024 * 1024 ? [kilobytes / 1024, 'MB'] : [kilobytes / 1024 / 1024, 'GB'];
	return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}
