import type {Pod} from '../objects.ts';
import {ageColumn, nameColumn, text, wide, type Column} from './column.ts';
import {orNone} from './format.ts';
import {summarizePod} from './pod-summary.ts';

export const podColumns: Array<Column<Pod>> = [
	nameColumn,
	text('Ready', 'Containers that are ready, of how many.', (pod, now) => summarizePod(pod, now).ready),
	text('Status', 'What its containers are doing, in a word.', (pod, now) => summarizePod(pod, now).status),
	text(
		'Restarts',
		'Restarts of its containers, and when the last one was.',
		(pod, now) => summarizePod(pod, now).restarts,
	),
	ageColumn,
	wide('IP', 'Address of the Pod.', (pod) => orNone(pod.status.podIP)),
	wide('Node', 'Node that the Pod runs on.', (pod) => orNone(pod.spec.nodeName)),
	wide('Nominated Node', 'Node where it may push others out.', (pod) => orNone(pod.status.nominatedNodeName)),
	wide('Readiness Gates', 'Further conditions that readiness waits for.', () => '<none>'),
];
