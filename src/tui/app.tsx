import {Box, Text, useApp, useInput, usePaste, useStdin} from 'ink';
import {useEffect, type ReactElement} from 'react';
import {Body} from './components/body.tsx';
import {Lines} from './components/lines.tsx';
import {ScreenContext, useScreen, useSelector, type Screen} from './components/screen.ts';
import {keyNames} from './keys.ts';
import {smallest} from './layout.ts';
import {letGoOf} from './let-go.ts';

/** The whole screen. */
export function App({screen}: {screen: Screen}): ReactElement {
	return (
		<ScreenContext value={screen}>
			<Keyboard />
			<Sized />
		</ScreenContext>
	);
}

/** Keys go to the controller, which knows what they mean now. */
function Keyboard(): undefined {
	const {controller} = useScreen();
	const {suspendTerminal} = useApp();
	const {stdin} = useStdin();
	useEffect(
		() =>
			controller.attachTerminal((use) =>
				suspendTerminal(async () => {
					await letGoOf(stdin);
					await use();
				}),
			),
		[controller, suspendTerminal, stdin],
	);
	useInput((input, key) => {
		for (const name of keyNames(input, key)) {
			controller.press(name);
		}
	});
	usePaste((text) => controller.paste(text));
	return undefined;
}

function Sized(): ReactElement {
	const isTooSmall = useSelector((state, frame) => frame.layout(state).kind === 'tooSmall');
	return isTooSmall ? <TooSmall /> : <Whole />;
}

function Whole(): ReactElement {
	const {columns, rows} = useSelector((state) => state.size);
	const header = useSelector((state, frame) => frame.header(state));
	const news = useSelector((state, frame) => frame.news(state));
	const footer = useSelector((state, frame) => frame.footer(state));
	return (
		<Box flexDirection="column" width={columns} height={rows}>
			<Lines text={header} width={columns} height={1} />
			<Box height={1} flexShrink={0} />
			<Body />
			<Lines text={news} width={columns} height={1} />
			<Lines text={footer} width={columns} height={1} />
		</Box>
	);
}

const sentences = {
	en: (columns: number, rows: number) =>
		`doklab needs ${smallest.columns}x${smallest.rows}. This terminal is ${columns}x${rows}. Make it larger, or use --plain.`,
	ja: (columns: number, rows: number) =>
		`doklab には ${smallest.columns}x${smallest.rows} 以上の画面が必要です。今は ${columns}x${rows} です。広げるか、--plain を使ってください。`,
};

function TooSmall(): ReactElement {
	const {columns, rows} = useSelector((state) => state.size);
	const language = useSelector((state) => state.language);
	return (
		<Box width={columns} height={rows} overflow="hidden">
			<Text>{sentences[language](columns, rows)}</Text>
		</Box>
	);
}
