import {Box, Text} from 'ink';
import type {ReactElement} from 'react';

/** Lines as they are: each at most `width` columns wide; those beyond `height` are cut. */
export function Lines({text, width, height}: {text: string; width: number; height: number}): ReactElement {
	return (
		<Box width={width} height={height} flexShrink={0} overflow="hidden">
			<Text wrap="truncate">{text}</Text>
		</Box>
	);
}
