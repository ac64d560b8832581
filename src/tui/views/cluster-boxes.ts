import type {NodePicture} from '../../engine/workshop-events.ts';
import {pad, truncate} from '../../lib/text/fit.ts';
import {width as columnsOf} from '../../lib/text/width.ts';
import type {Signs} from '../theme.ts';
import type {PodView, ViewContext} from './cluster-pod.ts';

/** A node and what runs on it. */
export interface Place {
	node: NodePicture;
	/** As it is shown: without what all nodes' names begin with. */
	name: string;
	pods: PodView[];
}

// Room for a name and for a label beside an arrow; with its readiness too, and air; wider than the most is all air.
const least = 15;
const roomyBox = 17;
const comfortable = 19;
const most = 30;
// Columns from a box's edge to the line that WAL takes.
const riser = 2;

/**
 * The nodes side by side, each a box with its Pods, and below them the way that WAL takes from the primary into each
 * standby that streams. Undefined when they do not fit side by side, or when one box holds two members.
 */
export function boxLines(places: Place[], width: number, context: ViewContext): string[] | undefined {
	const gap = width >= places.length * (comfortable + 2) ? 2 : 1;
	const box = Math.min(most, Math.floor((width - gap * (places.length - 1)) / places.length));
	const isCrowded = places.some(({pods}) => pods.filter(({pod}) => pod.isDatabase).length > 1);
	if (places.length === 0 || box < least || isCrowded) {
		return undefined;
	}

	const {frame, ellipsis} = context.theme.signs;
	const quiet = context.theme.quiet;
	const right = box < roomyBox ? '' : ' ';
	const inner = box - 3 - right.length;
	const contents = places.map((place) => contentLines(place, inner, context));
	const height = Math.max(...contents.map(({length}) => length));
	const beside = (parts: string[]) => parts.join(' '.repeat(gap)).trimEnd();
	const rows = Array.from({length: height}, (_, row) =>
		beside(
			contents.map(
				(lines) => `${quiet(frame.vertical)} ${pad(lines[row] ?? '', inner)}${right}${quiet(frame.vertical)}`,
			),
		),
	);
	const tops = places.map(({node, name}) => {
		const style = node.ready ? (node.unschedulable ? context.theme.waiting : plain) : context.theme.failed;
		const title = truncate(nodeSign(node, context) + name, box - 6, ellipsis);
		const line = frame.horizontal.repeat(box - 5 - columnsOf(title));
		return `${quiet(frame.topLeft + frame.horizontal)} ${style(title)} ${quiet(line + frame.topRight)}`;
	});
	return [beside(tops), ...rows, ...walLines(places, {box, gap}, context)];
}

const plain = (text: string) => text;

function nodeSign({ready, unschedulable}: NodePicture, {theme}: ViewContext): string {
	return ready ? (unschedulable ? `${theme.signs.unavailable} ` : '') : `${theme.signs.failed} `;
}

function contentLines({node, pods}: Place, width: number, {theme, words}: ViewContext): string[] {
	const {ellipsis} = theme.signs;
	const state = node.ready
		? node.unschedulable
			? [theme.waiting(truncate(words.cordoned, width, ellipsis))]
			: []
		: [theme.failed(truncate(words.notReady, width, ellipsis))];
	if (pods.length === 0) {
		return [...state, theme.quiet(truncate(words.emptyNode, width, ellipsis))];
	}

	return [
		...state,
		...pods.flatMap(({pod, style, sign, what, since}) => {
			const name = pod.isDatabase ? theme.strong(pod.name) : pod.name;
			const readiness = `${pod.readyContainers}/${pod.containers}`;
			return [
				ends(name, pod.isReady ? theme.quiet(readiness) : readiness, width, ellipsis),
				`${style(sign)} ${roomy(what, since, width - columnsOf(sign) - 1, ellipsis)}`,
				...(pod.restarts > 0 ? [theme.waiting(inset(words.restarts(pod.restarts), width, ellipsis))] : []),
			];
		}),
	];
}

/** `text` under the words above it, where there is room for all of it there. */
function inset(text: string, width: number, ellipsis: string): string {
	return truncate(columnsOf(text) + 2 <= width ? `  ${text}` : text, width, ellipsis);
}

/** `left`, and `right` at the line's end where there is room for all of both: the sign below says nearly the same. */
function ends(left: string, right: string, width: number, ellipsis: string): string {
	const room = width - columnsOf(right);
	return columnsOf(left) < room ? pad(left, room) + right : truncate(left, width, ellipsis);
}

/** `what`, with `since` where there is room for all of it. */
function roomy(what: string, since: string, width: number, ellipsis: string): string {
	const both = `${what} ${since}`.trimEnd();
	return truncate(columnsOf(both) <= width ? both : what, width, ellipsis);
}

/** The boxes' lower edges, and below them one line with labels and one that joins the primary to its standbys. */
function walLines(places: Place[], {box, gap}: {box: number; gap: number}, context: ViewContext): string[] {
	const {theme} = context;
	const {frame, ellipsis} = theme.signs;
	const rail = railOf(theme.signs);
	const views = places.map(({pods}) => pods.find(({pod}) => pod.isDatabase));
	const streams = views.map((view) => view?.wal?.streams === true);
	const isSource = views.map((view) => view?.isPrimary === true && streams.includes(true));
	const isRun = isSource.includes(true);
	const bottoms = places.map((_, index) => {
		const mark = !isRun
			? frame.horizontal
			: isSource[index]
				? rail.leaves
				: streams[index]
					? rail.arrives
					: frame.horizontal;
		const style = mark === frame.horizontal ? theme.quiet : theme.proved;
		return (
			theme.quiet(frame.bottomLeft + frame.horizontal.repeat(riser - 1)) +
			style(mark) +
			theme.quiet(frame.horizontal.repeat(box - riser - 2) + frame.bottomRight)
		);
	});
	const edge = bottoms.join(' '.repeat(gap));
	const labels = views.map((view, index) => {
		const isJoined = isRun && (isSource[index] || streams[index]);
		const label = view?.wal?.label ?? (isJoined ? 'WAL' : '');
		const style = view?.wal?.style ?? theme.quiet;
		const lead = isJoined
			? theme.proved(frame.vertical)
			: view?.wal
				? theme.waiting(theme.signs.waiting)
				: ' ';
		return pad(
			`${' '.repeat(riser)}${lead} ${style(truncate(label, box + gap - riser - 2, ellipsis))}`,
			box + gap,
		);
	});
	if (views.every((view) => view?.wal === undefined)) {
		return [edge];
	}

	const joined = isRun
		? places.flatMap((_, index) => (isSource[index] || streams[index] ? [index] : []))
		: [];
	return [
		edge,
		labels.join('').trimEnd(),
		...(isRun ? [railLine(joined, {step: box + gap, rail, context})] : []),
	];
}

function railLine(
	joined: number[],
	{step, rail, context}: {step: number; rail: Rail; context: ViewContext},
): string {
	const first = joined[0] ?? 0;
	const last = joined.at(-1) ?? first;
	const middle = joined
		.slice(1)
		.map(
			(index, at) =>
				context.theme.signs.frame.horizontal.repeat((index - (joined[at] ?? 0)) * step - 1) +
				(index === last ? rail.right : rail.joins),
		);
	return ' '.repeat(first * step + riser) + context.theme.proved(rail.left + middle.join(''));
}

interface Rail {
	leaves: string;
	arrives: string;
	left: string;
	right: string;
	joins: string;
}

function railOf({frame}: Signs): Rail {
	return frame.horizontal === '-'
		? {leaves: '+', arrives: '^', left: '+', right: '+', joins: '+'}
		: {leaves: '┬', arrives: '▲', left: frame.bottomLeft, right: frame.bottomRight, joins: '┴'};
}
