import {compileCondition} from '../../lesson/cel.ts';
import type {Language, Reason} from '../../lesson/types.ts';
import type {KubeObject} from '../../kube/kube.ts';
import type {Connection} from '../connection.ts';

/** A check's failFast or whyNot, with the objects that the reasons look at themselves, kept up to date. */
export class Reasons {
	readonly #reasons: Array<{reason: Reason; holds: (objects: readonly unknown[]) => boolean}>;
	readonly #found = new Map<Reason, KubeObject[]>();

	constructor(reasons: readonly Reason[]) {
		this.#reasons = reasons.map((reason) => ({reason, holds: compileCondition(reason.when)}));
	}

	/** Watches what the reasons' own queries ask for until `signal` is aborted; calls `onChange` on each change. */
	async observe(connection: Connection, signal: AbortSignal, onChange: () => void): Promise<void> {
		await Promise.all(
			this.#reasons.map(async ({reason}) => {
				if (reason.get === undefined) {
					return;
				}

				const observer = {
					onChange: (objects: KubeObject[]) => {
						this.#found.set(reason, objects);
						onChange();
					},
					onTrouble: () => undefined,
				};
				// A reason that cannot be looked at explains nothing; the check itself says what is wrong.
				await connection.observe(reason.get, observer, signal).catch(() => undefined);
			}),
		);
	}

	/** The first reason that holds; `objects` is what the check itself found. */
	say(objects: readonly KubeObject[], language: Language): string | undefined {
		const holding = this.#reasons.find(({reason, holds}) => {
			const found = reason.get === undefined ? objects : this.#found.get(reason);
			return found !== undefined && holds(found);
		});
		return holding?.reason.say[language];
	}
}
