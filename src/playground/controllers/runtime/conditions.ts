import type {Condition} from '../../kinds/objects.ts';

/**
 * `conditions` with `condition` in place of the one of its type; the transition time is kept while the status
 * stays the same.
 */
export function withCondition(conditions: Condition[] | undefined, condition: Condition): Condition[] {
	const before = conditions ?? [];
	const old = before.find(({type}) => type === condition.type);
	if (!old) {
		return [...before, condition];
	}

	const time = old.status === condition.status ? old.lastTransitionTime : condition.lastTransitionTime;
	return before.map((each) => (each === old ? {...condition, lastTransitionTime: time} : each));
}

/** True when the condition of this `type` is True. */
export function isTrue(conditions: Condition[] | undefined, type: string): boolean {
	return conditions?.some((condition) => condition.type === type && condition.status === 'True') ?? false;
}
