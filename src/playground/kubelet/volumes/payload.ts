/** Files of a generated volume: relative path to content and mode. */
export type Payload = Map<string, {content: Buffer; mode: number}>;

/** A volume cannot be made; the message goes into a FailedMount event. */
export class VolumeError extends Error {
	override name = 'VolumeError';
}
