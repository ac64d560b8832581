import {Box, Text} from 'ink';
import type {ReactElement} from 'react';

/**
 * Lines as they are: each at most `width` columns wide; those beyond `height` are cut. Each is a text of its own: Ink
 * keeps thousands of the texts that it has measured, and most lines stay what they were from one frame to the next.
 */
export function Lines({text, width, height}: {text: string; width: number; height: number}): ReactElement {
	const lines = text.split('\n').slice(0, height);
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0}>
			{lines.map((line, row) => (
				// Rows have no other identity. An empty text would take no row.
				<Text key={row} wrap="truncate">
					{line || ' '}
				</Text>
			))}
		</Box>
	);
}
