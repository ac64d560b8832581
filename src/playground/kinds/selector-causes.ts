import type {StatusCause} from '../registry/status-error.ts';
import {matchesLabels} from '../registry/label-selector.ts';
import {invalidField, path} from './causes.ts';
import type {LabelSelector} from './objects.ts';

/** What is wrong with a workload's selector at `at`, given the labels of its Pod template. */
export function selectorCauses(
	at: string,
	selector: LabelSelector,
	labels: Record<string, string> | undefined,
): StatusCause[] {
	const terms = Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length;
	if (terms === 0) {
		return [invalidField(at, selector, 'empty selector is invalid for statefulset')];
	}

	return matchesLabels(selector, labels)
		? []
		: [
				invalidField(
					path(at.slice(0, at.lastIndexOf('.')), 'template.metadata.labels'),
					labels,
					'`selector` does not match template `labels`',
				),
			];
}
