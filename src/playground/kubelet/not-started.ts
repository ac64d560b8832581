/** A container that cannot be started now: the reason and message of its waiting state. */
export class NotStarted extends Error {
	override name = 'NotStarted';
	readonly reason: string;
	/** When to try again, in milliseconds since the epoch. */
	readonly retryAt: number;

	constructor(reason: string, message: string, retryAt: number, options?: ErrorOptions) {
		super(message, options);
		this.reason = reason;
		this.retryAt = retryAt;
	}
}
