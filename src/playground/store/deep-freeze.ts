/** Freezes `value` and all that is in it; stops at what is frozen already. Returns it. */
export function deepFreeze<T>(value: T): T {
	if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
		Object.freeze(value);
		for (const each of Object.values(value)) {
			deepFreeze(each);
		}
	}

	return value;
}
