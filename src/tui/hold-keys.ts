/**
 * Puts the terminal into raw mode before there is a screen. Ink does so only after its first frame is painted: a key
 * that came between would be echoed into the frame, and lost. Nothing is read yet: keys wait in the terminal for Ink.
 * Returns what takes it back; does nothing where `stdin` is no terminal.
 */
export function holdKeys(stdin: Pick<NodeJS.ReadStream, 'isTTY' | 'setRawMode'>): () => void {
	if (!stdin.isTTY) {
		return () => undefined;
	}

	stdin.setRawMode(true);
	return () => {
		stdin.setRawMode(false);
	};
}
