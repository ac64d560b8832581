import type {EventRecorder} from '../../events/recorder.ts';
import type {Pod, StatefulSet} from '../../kinds/objects.ts';
import {isStatus} from '../../registry/status-error.ts';
import type {Registry} from '../../registry/types.ts';
import {asError, ensureClaims} from './claims.ts';
import {newPod, podName, type RevisionTemplate} from './identity.ts';
import type {Action} from './plan.ts';
import {isEnded} from './pods.ts';

const MANAGER = {fieldManager: 'kube-controller-manager'};

export interface ApplyContext {
	registry: Registry;
	recorder: EventRecorder;
	set: StatefulSet;
	current: RevisionTemplate;
	update: RevisionTemplate;
}

/** Does what was planned, up to the first step that fails; says in events what was done. */
export function applyActions(context: ApplyContext, actions: Action[]): {deleted: Set<Pod>; error?: Error} {
	const deleted = new Set<Pod>();
	try {
		for (const action of actions) {
			apply(context, action, deleted);
		}

		return {deleted};
	} catch (error) {
		return {deleted, error: asError(error)};
	}
}

function apply(context: ApplyContext, action: Action, deleted: Set<Pod>): void {
	switch (action.do) {
		case 'create':
			createMember(context, action.ordinal, action.revision);
			break;
		case 'ensureClaims':
			makeClaims(context, action.ordinal);
			break;
		case 'label':
			label(context, action.pod, action.labels);
			break;
		case 'delete':
			deleteMember(context, action.pod);
			deleted.add(action.pod);
			break;
	}
}

function createMember(context: ApplyContext, ordinal: number, revision: 'current' | 'update'): void {
	const {registry, recorder, set} = context;
	const name = podName(set, ordinal);
	const about = `Pod ${name} in StatefulSet ${set.metadata.name}`;
	try {
		makeClaims(context, ordinal);
		registry.create('pods', set.metadata.namespace, newPod(set, context[revision], ordinal), MANAGER);
	} catch (error) {
		// A Pod of that name that is not ours, or one whose deletion is not seen yet: not worth an event.
		if (!isStatus(error, 'AlreadyExists')) {
			recorder.event(set, 'Warning', 'FailedCreate', `Create ${about} failed error: ${messageOf(error)}`);
		}

		throw error;
	}

	recorder.event(set, 'Normal', 'SuccessfulCreate', `Create ${about} successful`);
}

function makeClaims({registry, recorder, set}: ApplyContext, ordinal: number): void {
	const about = `Pod ${podName(set, ordinal)} in StatefulSet ${set.metadata.name}`;
	for (const {name, error} of ensureClaims(registry, set, ordinal)) {
		if (error !== undefined) {
			const message = `Create Claim ${name} for ${about} failed error: ${messageOf(error)}`;
			recorder.event(set, 'Warning', 'FailedCreate', message);
			throw error;
		}

		recorder.event(set, 'Normal', 'SuccessfulCreate', `Create Claim ${name} ${about} success`);
	}
}

function label({registry}: ApplyContext, {metadata}: Pod, labels: Record<string, string>): void {
	registry.modify(
		'pods',
		metadata.namespace,
		metadata.name,
		(copy) => {
			copy.metadata.labels = {...copy.metadata.labels, ...labels};
		},
		MANAGER,
	);
}

function deleteMember({registry, recorder, set}: ApplyContext, pod: Pod): void {
	const {namespace, name, uid} = pod.metadata;
	const about = `Pod ${name} in StatefulSet ${set.metadata.name}`;
	if (isEnded(pod)) {
		const failed = pod.status.phase === 'Failed';
		const message = `StatefulSet ${namespace}/${set.metadata.name} is recreating ${failed ? 'failed' : 'terminated'} Pod ${name}`;
		recorder.event(
			set,
			failed ? 'Warning' : 'Normal',
			failed ? 'RecreatingFailedPod' : 'RecreatingTerminatedPod',
			message,
		);
	}

	try {
		registry.delete('pods', namespace, name, {preconditions: {uid}});
	} catch (error) {
		recorder.event(set, 'Warning', 'FailedDelete', `Delete ${about} failed error: ${messageOf(error)}`);
		throw error;
	}

	recorder.event(set, 'Normal', 'SuccessfulDelete', `Delete ${about} successful`);
}

function messageOf(error: unknown): string {
	return asError(error).message;
}
