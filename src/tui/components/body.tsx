import {Box} from 'ink';
import type {ReactElement} from 'react';
import {Lines} from './lines.tsx';
import {Panes} from './panes.tsx';
import {useSelector} from './screen.ts';

/** The panes, or what lies over them: a page in their place, or a drawer under them. */
export function Body(): ReactElement {
	const page = useSelector((state, frame) => frame.page(state)?.lines.join('\n'));
	const drawer = useSelector((state, frame) => frame.drawer(state));
	const {columns, rows} = useSelector((state) => state.size);
	if (page !== undefined) {
		return (
			<Box marginLeft={2}>
				<Lines text={page} width={columns - 2} height={rows - 4} />
			</Box>
		);
	}

	return (
		<Box flexDirection="column" flexShrink={0}>
			<Panes />
			{drawer && (
				<Box marginLeft={1}>
					<Lines text={drawer.join('\n')} width={columns - 1} height={drawer.length} />
				</Box>
			)}
		</Box>
	);
}
