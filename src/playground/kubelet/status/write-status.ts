import type {Pod} from '../../kinds/objects.ts';
import {isStatus} from '../../registry/status-error.ts';
import type {Registry} from '../../registry/types.ts';
import {podStatus, type StatusFacts} from './pod-status.ts';

/** Writes a Pod's status, if it differs. Returns the Pod as it is then; as it was, when it is gone. */
export function writeStatus(registry: Registry, pod: Pod, facts: StatusFacts): Pod {
	const {namespace, name, uid} = pod.metadata;
	const change = (copy: Pod) => {
		// Another Pod of the same name has taken its place.
		if (copy.metadata.uid !== uid) {
			return false;
		}

		copy.status = podStatus(copy, facts);
	};
	try {
		const options = {subresource: 'status', fieldManager: 'kubelet'} as const;
		const written = registry.modify('pods', namespace, name, change, options);
		return written.metadata.uid === uid ? written : pod;
	} catch (error) {
		if (isStatus(error, 'NotFound')) {
			return pod;
		}

		throw error;
	}
}

/** Takes a Pod whose containers have ended out of the API; nothing happens when it is no longer there. */
export function removeFromApi(registry: Registry, {metadata}: Pod): void {
	const {namespace, name, uid} = metadata;
	try {
		registry.delete('pods', namespace, name, {gracePeriodSeconds: 0, preconditions: {uid}});
	} catch (error) {
		if (!isStatus(error, 'NotFound') && !isStatus(error, 'Conflict')) {
			throw error;
		}
	}
}
