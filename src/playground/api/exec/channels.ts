import type {StatusCause} from '../../registry/status-error.ts';
import {StatusError} from '../../registry/status-error.ts';

// Kubernetes: remotecommand's channels; each message of the WebSocket begins with the number of one.
export const stdin = 0;
export const stdout = 1;
export const stderr = 2;
export const errors = 3;
export const resize = 4;
/** v5 only: the byte after it is the channel that ends. */
export const close = 255;

/** Those we speak, the newer first. v5 differs from v4 in that stdin can end. */
export const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** What the error channel says when the command has ended by itself. */
export function exitStatus(exitCode: number, argv: string[]): string {
	if (exitCode === 0) {
		return JSON.stringify({metadata: {}, status: 'Success'});
	}

	const causes: StatusCause[] = [{reason: 'ExitCode', message: String(exitCode)}];
	const message =
		'command terminated with non-zero exit code: ' +
		`error executing command [${argv.join(' ')}], exit code ${exitCode}`;
	return JSON.stringify({
		metadata: {},
		status: 'Failure',
		message,
		reason: 'NonZeroExitCode',
		details: {causes},
	});
}

/** What the error channel says when the command could not be run. */
export function failure(error: unknown): string {
	const status =
		error instanceof StatusError
			? error.status
			: {
					metadata: {},
					status: 'Failure',
					message: `Internal error occurred: ${(error as Error).message}`,
					reason: 'InternalError',
					details: {causes: [{message: (error as Error).message}]},
					code: 500,
				};
	return JSON.stringify(status);
}
