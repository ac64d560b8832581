/** State outside React: reads at once, tells once for everything that happened in one turn of the event loop. */
export interface Store<State, Action> {
	getState: () => State;
	dispatch: (action: Action) => void;
	/** @returns what takes the subscription back */
	subscribe: (listener: () => void) => () => void;
}

/**
 * @param reduce pure; an unchanged state is returned as it is
 * @param defer when to tell the listeners; a burst of events is drawn once
 */
export function createStore<State, Action>(
	initial: State,
	reduce: (state: State, action: Action) => State,
	defer: (tell: () => void) => void = queueMicrotask,
): Store<State, Action> {
	let state = initial;
	let isTelling = false;
	const listeners = new Set<() => void>();

	return {
		getState: () => state,
		dispatch(action) {
			const before = state;
			state = reduce(state, action);
			if (state === before || isTelling) {
				return;
			}

			isTelling = true;
			defer(() => {
				isTelling = false;
				for (const listener of listeners) {
					listener();
				}
			});
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
	};
}
