import type {ReactElement} from 'react';
import type {Pane as Name} from '../state.ts';
import {Lines} from './lines.tsx';
import {useSelector} from './screen.ts';

/** One pane, as large as the layout says. */
export function Pane({name}: {name: Name}): ReactElement {
	const text = useSelector((state, frame) => frame.pane(state, name).lines.join('\n'));
	const {width, height} = useSelector((state, frame) => frame.layout(state).panes[name]) ?? {
		width: 0,
		height: 0,
	};
	return <Lines text={text} width={width} height={height} />;
}
