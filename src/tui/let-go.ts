/**
 * Stops reading from `stdin` until somebody listens to it again. Ink (8.0) takes its listener away while the terminal is
 * given to another program, but Node goes on reading: the other program's keys would be lost, and a shell, which moves
 * this process into the background, would have it stopped (SIGTTIN).
 */
export async function letGoOf(stdin: NodeJS.ReadableStream): Promise<void> {
	// A stream is only paused once it knows that its listener has gone, and stops reading after that.
	await nextTurn();
	stdin.pause();
	await nextTurn();
}

function nextTurn(): Promise<void> {
	return new Promise((resolve) => {
		setImmediate(resolve);
	});
}
