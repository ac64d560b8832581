import {pad, truncate} from '../../lib/text/fit.ts';
import {plainText} from '../../lib/text/plain-text.ts';
import {width as columnsOf} from '../../lib/text/width.ts';
import {wrap} from '../../lib/text/wrap.ts';
import type {Theme} from '../theme.ts';
import type {PodView, ViewContext} from './cluster-pod.ts';

/**
 * The Pods one below the other, for a pane that is too narrow for boxes: the primary, and hanging from it the standbys
 * that WAL streams to. Columns that do not fit are left out, what matters least first: readiness, node. What a Pod
 * waits for stands below it.
 */
export function listLines(
	views: PodView[],
	width: number,
	{nodeName, ...context}: ViewContext & {nodeName: (node: string) => string},
): string[] {
	const {theme, words} = context;
	const {ellipsis} = theme.signs;
	const primary = views.find(({isPrimary}) => isPrimary);
	const hanging = primary ? views.filter(({wal}) => wal?.streams) : [];
	const others = views.filter((view) => view !== primary && !hanging.includes(view));
	const ordered = [...(primary ? [primary] : []), ...hanging, ...others];
	const hasBranches = hanging.length > 0;
	const branches = branchesOf(theme);
	const rows = ordered.map((view) => {
		const isLast = view === hanging.at(-1);
		const branch = hanging.includes(view) ? (isLast ? branches.last : branches.more) : branches.none;
		const indent = view.pod.isDatabase && view !== primary && hasBranches ? branch : '';
		return {
			view,
			name: `${theme.proved(indent)}${view.style(view.sign)} ${view.pod.isDatabase ? theme.strong(view.pod.name) : view.pod.name}`,
			what: whatOf(view, width),
			restarts: view.pod.restarts > 0 ? theme.waiting(words.restarts(view.pod.restarts)) : '',
			node: theme.quiet(view.pod.node === undefined ? words.noNode : nodeName(view.pod.node)),
			ready: theme.quiet(`${view.pod.readyContainers}/${view.pod.containers}`),
		};
	});

	const columns = (['name', 'what', 'restarts', 'node', 'ready'] as const).map((name) => ({
		name,
		columns: Math.max(...rows.map((row) => columnsOf(row[name]))),
	}));
	let room = width;
	const kept = columns.filter(({columns: needed}, index) => {
		// A name and what it is are always said; they are cut when they do not fit.
		const isKept = index < 2 || (needed > 0 && room >= needed);
		room -= isKept ? needed + 2 : 0;
		return isKept;
	});
	const hasRestarts = kept.some(({name}) => name === 'restarts');
	const below = {first: '     ', rest: '     '};
	return rows.flatMap((row) => {
		const line = kept.map((column) => pad(row[column.name], column.columns)).join('  ');
		return [
			truncate(line.trimEnd(), width, ellipsis),
			...(row.restarts === '' || hasRestarts ? [] : wrap(row.restarts, width, below)),
			...reasonOf(row.view).flatMap((reason) => wrap(theme.quiet(reason), width, below).slice(0, 2)),
		];
	});
}

/** How WAL comes to a standby; for the others what they are. */
function whatOf({pod, wal, what, since}: PodView, width: number): string {
	if (wal === undefined) {
		return `${what} ${since}`.trimEnd();
	}

	const isRoomy = columnsOf(`   x ${pod.name}  ${what}, ${wal.label}`) <= width;
	return !wal.streams && isRoomy ? `${what}, ${wal.style(wal.label)}` : wal.style(wal.label);
}

/** Why it waits or fails, in the cluster's words. */
function reasonOf({pod}: PodView): string[] {
	return pod.isReady || pod.message === undefined ? [] : [plainText(pod.message)];
}

function branchesOf({signs}: Theme): {more: string; last: string; none: string} {
	return signs.frame.horizontal === '-'
		? {more: '|> ', last: '`> ', none: '   '}
		: {more: '├▸ ', last: '╰▸ ', none: '   '};
}
