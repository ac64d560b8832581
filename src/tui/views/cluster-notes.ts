import type {ClusterPicture, NodePicture} from '../../engine/workshop-events.ts';
import {plainText} from '../../lib/text/plain-text.ts';
import {truncate} from '../../lib/text/fit.ts';
import {width as columnsOf} from '../../lib/text/width.ts';
import {wrap} from '../../lib/text/wrap.ts';
import type {Style} from '../theme.ts';
import type {PodView, ViewContext} from './cluster-pod.ts';

/** What the database has to say as a whole: no primary, two of them, commits that wait. */
export function replicationLines(
	{members, waitingCommits}: ClusterPicture,
	width: number,
	{theme, words}: ViewContext,
): string[] {
	const {signs} = theme;
	const primaries = members.filter(({role}) => role === 'primary').length;
	const isAnswering = members.some(({role}) => role === 'standby');
	return [
		...(primaries === 0 && isAnswering
			? note(words.noPrimary, {sign: signs.waiting, style: theme.waiting, width})
			: []),
		...(primaries > 1
			? note(words.twoPrimaries(primaries), {sign: signs.failed, style: theme.failed, width})
			: []),
		...(waitingCommits > 0
			? note(words.waitingCommits(waitingCommits), {sign: signs.waiting, style: theme.waiting, width})
			: []),
	];
}

/** Pods that wait for something or fail, each with the cluster's reason. */
export function troubleLines(views: PodView[], width: number, {theme, words}: ViewContext): string[] {
	return views
		.filter(({pod}) => !pod.isReady && (pod.message !== undefined || pod.node === undefined))
		.flatMap(({pod, sign, style, what, since}) => {
			const title = truncate(
				`${pod.name}  ${what} ${since}`.trimEnd(),
				width - columnsOf(sign) - 1,
				theme.signs.ellipsis,
			);
			const why = plainText(pod.message ?? words.noNode);
			const lines = wrap(theme.quiet(why), width, {first: '  ', rest: '  '});
			// The first lines say what it is about; the rest is in kubectl describe.
			return [`${style(sign)} ${title}`, ...lines.slice(0, 2)];
		});
}

/** Claims in one line, and each that is not bound. */
export function claimLines({claims}: ClusterPicture, width: number, {theme, words}: ViewContext): string[] {
	if (claims.length === 0) {
		return [];
	}

	const {signs} = theme;
	const others = claims.filter(({phase}) => phase !== 'Bound');
	const unused = claims.filter(({phase, pods}) => phase === 'Bound' && pods.length === 0);
	const sign = others.length === 0 ? theme.proved(signs.proved) : theme.waiting(signs.waiting);
	return [
		`${sign} ${words.claims(claims.length - others.length, claims.length)}`,
		...others.map(({name, phase}) => {
			const isLost = phase === 'Lost';
			const style = isLost ? theme.failed : theme.waiting;
			return `  ${style(isLost ? signs.failed : signs.waiting)} ${name}  ${phase}`;
		}),
		...(unused.length === 0
			? []
			: wrap(theme.quiet(words.unused(unused.map(({name}) => name))), width, {first: '  ', rest: '  '})),
	];
}

/** Nodes, each in a line of its own with its state. */
export function nodeLines(
	nodes: NodePicture[],
	{width, nodeName}: {width: number; nodeName: (name: string) => string},
	{theme, words}: ViewContext,
): string[] {
	const {signs} = theme;
	return nodes.map(({name, ready, unschedulable}) => {
		const [style, sign, state] = !ready
			? [theme.failed, signs.failed, words.notReady]
			: unschedulable
				? [theme.waiting, signs.unavailable, words.cordoned]
				: [theme.proved, signs.dot, words.ready];
		return truncate(`${style(sign)} ${nodeName(name)}  ${theme.quiet(state)}`, width, signs.ellipsis);
	});
}

function note(text: string, {sign, style, width}: {sign: string; style: Style; width: number}): string[] {
	return wrap(style(text), width, {first: `${style(sign)} `, rest: '  '});
}
