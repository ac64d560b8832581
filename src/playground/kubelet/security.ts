import type {Container, Pod} from '../kinds/objects.ts';
import type {StandIn} from '../runtime/types.ts';

/** The container cannot be made from its configuration; the message is Kubernetes' own. */
export class ConfigError extends Error {
	override name = 'ConfigError';
}

/**
 * The user a container runs as: its own security context, then the Pod's, then the image's. Throws
 * ConfigError when runAsNonRoot forbids it (Kubernetes: kuberuntime.verifyRunAsNonRoot).
 */
export function containerUser(
	pod: Pod,
	container: Container,
	image: StandIn,
): {uid: number; gid: number; groups: number[]} {
	const own = container.securityContext ?? {};
	const shared = pod.spec.securityContext;
	const asked = own.runAsUser ?? shared.runAsUser;
	const uid = asked ?? image.user.uid;
	if ((own.runAsNonRoot ?? shared.runAsNonRoot) === true && uid === 0) {
		const {name, namespace, uid: podUid} = pod.metadata;
		const where = `(pod: "${name}_${namespace}(${podUid})", container: ${container.name})`;
		throw new ConfigError(
			asked === undefined
				? `container has runAsNonRoot and image will run as root ${where}`
				: `container's runAsUser breaks non-root policy ${where}`,
		);
	}

	const groups = [
		...(shared.supplementalGroups ?? []),
		...(shared.fsGroup === undefined ? [] : [shared.fsGroup]),
	];
	return {uid, gid: own.runAsGroup ?? shared.runAsGroup ?? primaryGroup(uid, image), groups};
}

// As a container runtime reads it from the image's passwd file; an unknown user is in group 0.
function primaryGroup(uid: number, image: StandIn): number {
	return accounts(image).find((account) => account.uid === uid)?.gid ?? 0;
}

/** The users that the image's passwd file names. */
export function accounts(image: StandIn): Array<{uid: number; gid: number; home: string}> {
	return [
		{uid: 0, gid: 0, home: '/root'},
		...(image.account ? [image.account] : []),
		{...image.user, home: '/'},
	];
}
