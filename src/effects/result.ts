/** How something ended that was done outside of the screen. */
export interface EffectResult {
	ok: boolean;
	/** One or more lines for the learner; undefined where there is nothing to say. */
	message: string | undefined;
}
