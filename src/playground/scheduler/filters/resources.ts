import {add, amounts, type Amounts, requestsOf} from '../requests.ts';
import {type Filter, notNow, type Rejection} from './filter.ts';

/** Every resource that is short is named; one that the node never had enough of cannot be made free. */
export const filterResources: Filter = (pod, {node, pods}) => {
	const allocatable = amounts(node.status.allocatable);
	const used: Amounts = new Map();
	for (const each of pods) {
		add(used, requestsOf(each));
	}

	const rejections: Rejection[] = [];
	if ((pods.length + 1) * 1000 > (allocatable.get('pods') ?? 0)) {
		rejections.push(...notNow('Too many pods'));
	}

	for (const [name, amount] of requestsOf(pod)) {
		const all = allocatable.get(name) ?? 0;
		if (amount > 0 && amount + (used.get(name) ?? 0) > all) {
			rejections.push({reason: `Insufficient ${name}`, preemptible: amount <= all});
		}
	}

	return rejections;
};
