import {Box} from 'ink';
import type {ReactElement} from 'react';
import {Lines} from './lines.tsx';
import {Pane} from './pane.tsx';
import {useScreen, useSelector} from './screen.ts';

/** The panes side by side, as the layout has them. */
export function Panes(): ReactElement {
	const {theme} = useScreen();
	const {kind, panes, margin, body} = useSelector((state, frame) => frame.layout(state));
	const shown = (['lessons', 'lesson', 'cluster', 'output'] as const).filter(
		(name) => panes[name] !== undefined,
	);
	if (kind !== 'wide') {
		return (
			<Box marginLeft={margin} columnGap={3} height={body.height} flexShrink={0}>
				{shown.map((name) => (
					<Pane key={name} name={name} />
				))}
			</Box>
		);
	}

	const {vertical, horizontal} = theme.signs.frame;
	const edge = Array.from({length: body.height}, () => theme.quiet(vertical)).join('\n');
	return (
		<Box marginLeft={margin} height={body.height} flexShrink={0}>
			<Pane name="lessons" />
			<Box marginLeft={3}>
				<Pane name="lesson" />
			</Box>
			<Box marginX={1}>
				<Lines text={edge} width={1} height={body.height} />
			</Box>
			<Box flexDirection="column">
				<Pane name="cluster" />
				<Lines
					text={theme.quiet(horizontal.repeat(panes.output?.width ?? 0))}
					width={panes.output?.width ?? 0}
					height={1}
				/>
				<Pane name="output" />
			</Box>
		</Box>
	);
}
