import {createContext, useContext, useSyncExternalStore} from 'react';
import type {Controller} from '../controller.ts';
import type {Frame} from '../frame.ts';
import type {UiAction} from '../reducer.ts';
import type {UiState} from '../state.ts';
import type {Store} from '../store.ts';
import type {Theme} from '../theme.ts';

/** What components have in common. */
export interface Screen {
	store: Store<UiState, UiAction>;
	frame: Frame;
	controller: Controller;
	theme: Theme;
}

export const ScreenContext = createContext<Screen | undefined>(undefined);

export function useScreen(): Screen {
	const screen = useContext(ScreenContext);
	if (screen === undefined) {
		throw new Error('There is no screen around this component.');
	}

	return screen;
}

/** What `select` makes of the state; the component is drawn anew when that is another value. */
export function useSelector<Value>(select: (state: UiState, frame: Frame) => Value): Value {
	const {store, frame} = useScreen();
	return useSyncExternalStore(store.subscribe, () => select(store.getState(), frame));
}
