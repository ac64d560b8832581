import type {ClusterPicture} from '../../engine/workshop-events.ts';
import type {Language} from '../../lib/i18n.ts';
import {truncate} from '../../lib/text/fit.ts';
import {plainText} from '../../lib/text/plain-text.ts';
import {wrap} from '../../lib/text/wrap.ts';
import type {Theme} from '../theme.ts';
import {boxLines} from './cluster-boxes.ts';
import type {Place} from './cluster-boxes.ts';
import {listLines} from './cluster-list.ts';
import {claimLines, nodeLines, replicationLines, troubleLines} from './cluster-notes.ts';
import {podViews} from './cluster-pod.ts';
import type {PodView, ViewContext} from './cluster-pod.ts';
import {clusterWords} from './cluster-words.ts';

export interface ClusterOptions {
	/** Columns that a line may take. */
	width: number;
	/** Lines there may be. */
	height: number;
	theme: Theme;
	language: Language;
	/** Milliseconds since the epoch. */
	now: number;
}

/** Lines that belong together. The lower the rank, the later it is cut when there are too many. */
interface Section {
	rank: number;
	lines: string[];
}

/**
 * The cluster as it is now, for people: the database and its replication on the nodes that they run on, what is in
 * trouble, claims, the control plane. Never more than `height` lines, none wider than `width` columns.
 */
export function clusterLines(picture: ClusterPicture, options: ClusterOptions): string[] {
	const {width, height, theme, language, now} = options;
	const context: ViewContext = {theme, words: clusterWords[language], now};
	const sections =
		picture.state === 'running'
			? runningSections(picture, {width, height}, context)
			: stateSections(picture, picture.state, width, context);
	return fit(sections, height, context).map((line) => truncate(line, width, theme.signs.ellipsis));
}

/** What state it is in, and what to do about it. */
function stateSections(
	{message}: ClusterPicture,
	state: Exclude<ClusterPicture['state'], 'running'>,
	width: number,
	{theme, words}: ViewContext,
): Section[] {
	const {is, cure} = words.states[state];
	const {signs} = theme;
	const lead = {
		unknown: theme.waiting(signs.waiting),
		absent: theme.waiting(signs.open),
		stopped: theme.waiting(signs.unavailable),
		broken: theme.failed(signs.failed),
	}[state];
	const indent = {first: '  ', rest: '  '};
	return [
		{
			rank: 0,
			lines: wrap(state === 'unknown' ? is + signs.ellipsis : is, width, {first: `${lead} `, rest: '  '}),
		},
		// That there is none is said already; of a broken one the message is the news.
		{
			rank: 2,
			lines: state === 'absent' || message === '' ? [] : wrap(theme.quiet(plainText(message)), width, indent),
		},
		{rank: 1, lines: cure === undefined ? [] : wrap(cure, width, indent)},
	];
}

function runningSections(
	picture: ClusterPicture,
	{width, height}: {width: number; height: number},
	context: ViewContext,
): Section[] {
	const {words, theme} = context;
	const {nodes} = picture;
	const nodeName = shortNames(nodes.map(({name}) => name));
	const views = podViews(picture, context);
	const replication = replicationLines(picture, width, context);
	const claims = claimLines(picture, width, context);
	if (views.length === 0) {
		const missing = nodes.length === 0 ? words.noNodes : words.noPods;
		const lines = wrap(missing, width, {first: `${theme.quiet(theme.signs.open)} `, rest: '  '});
		return [
			{rank: 0, lines},
			{rank: 1, lines: nodeLines(nodes, {width, nodeName}, context)},
			{rank: 2, lines: claims},
		];
	}

	// Beside a database, what is done is a line below it.
	const hasDatabase = views.some(({pod}) => pod.isDatabase);
	const done = views.filter(({isDone}) => isDone && hasDatabase);
	const placed = views.filter((view) => !done.includes(view));
	const all = boxLines(placesOf(picture, placed, nodeName), width, context);
	const boxes = all && all.length + replication.length <= height ? all : undefined;
	// In the boxes it is said where it happens.
	const told = nodes.filter((node) => node.isControlPlane || (!boxes && (!node.ready || node.unschedulable)));
	const noDatabase = theme.quiet(truncate(`${theme.signs.open} ${words.noDatabase}`, width));
	return [
		{rank: 1, lines: boxes ?? listLines(views, width, {...context, nodeName})},
		{rank: 0, lines: replication},
		{rank: 2, lines: boxes ? troubleLines(placed, width, context) : []},
		{
			rank: 3,
			lines: [
				...(hasDatabase ? [] : [noDatabase]),
				...(boxes && done.length > 0 ? listLines(done, width, {...context, nodeName}) : []),
				...claims,
				...nodeLines(told, {width, nodeName}, context),
			],
		},
	];
}

/** The nodes that Pods are for, and any other that has one. */
function placesOf({nodes}: ClusterPicture, views: PodView[], nodeName: (name: string) => string): Place[] {
	return nodes
		.map((node) => ({
			node,
			name: nodeName(node.name),
			pods: views.filter(({pod}) => pod.node === node.name),
		}))
		.filter(({node, pods}) => !node.isControlPlane || pods.length > 0);
}

/** How a node's name is shown: without what all of them begin with (kind: the cluster's name and a dash). */
function shortNames(names: string[]): (name: string) => string {
	const [first = ''] = names;
	const parts = first.split('-');
	const prefixes = parts.slice(0, -1).map((_, index) => `${parts.slice(0, index + 1).join('-')}-`);
	const shared = prefixes.findLast((prefix) => names.every((name) => name.startsWith(prefix)));
	return (name) => (names.length > 1 && shared !== undefined ? name.slice(shared.length) : name);
}

/** The sections in at most `height` lines: cut from the one with the highest rank on, and air only where there is room. */
function fit(sections: Section[], height: number, {theme, words}: ViewContext): string[] {
	const kept = sections.filter(({lines}) => lines.length > 0);
	let room = Math.max(0, height);
	const shown = new Map<Section, string[]>();
	for (const section of kept.toSorted((one, other) => one.rank - other.rank)) {
		const lines = cut(section.lines, room, (count) =>
			theme.quiet(`${theme.signs.ellipsis} ${words.more(count)}`),
		);
		shown.set(section, lines);
		room -= lines.length;
	}

	const blocks = kept.map((section) => shown.get(section) ?? []).filter(({length}) => length > 0);
	const hasAir = room >= blocks.length - 1;
	return blocks.flatMap((lines, index) => (index > 0 && hasAir ? ['', ...lines] : lines));
}

function cut(lines: string[], room: number, more: (count: number) => string): string[] {
	if (lines.length <= room) {
		return lines;
	}

	return room < 2 ? lines.slice(0, room) : [...lines.slice(0, room - 1), more(lines.length - room + 1)];
}
