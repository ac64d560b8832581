import {type Clock, timestamp} from '../../lib/clock.ts';
import type {Event, KubeObject, ObjectReference} from '../kinds/objects.ts';
import {isStatus, StatusError} from '../registry/status-error.ts';
import type {Draft, Registry} from '../registry/types.ts';
import {createCorrelator, type Decision, type Occurrence} from './correlator.ts';

export interface EventRecorder {
	/**
	 * Records that something happened to `about`; an event seen before is counted up instead. Never throws for
	 * what the API refuses (a namespace that is being deleted): an event is a courtesy, as in client-go.
	 */
	event(
		about: KubeObject,
		type: Event['type'],
		reason: string,
		message: string,
		options?: {fieldPath?: string},
	): void;
}

export interface EventRecorderOptions {
	registry: Registry;
	clock: Clock;
	/** `source.component`, e.g. `kubelet`. */
	component: string;
	/** `source.host`, the node's name, for what a node says. */
	host?: string;
	/** Who writes, for managedFields; default `component`. */
	fieldManager?: string;
}

/** A recorder for one component; keep it, its memory is what counts repeated events. */
export function createEventRecorder(options: EventRecorderOptions): EventRecorder {
	const {registry, clock} = options;
	const correlator = createCorrelator(clock);
	const write = {fieldManager: options.fieldManager ?? options.component};

	function record(about: KubeObject, occurrence: Occurrence): void {
		const decision = correlator.observe(occurrence);
		if (decision.do === 'skip') {
			return;
		}

		const namespace = about.metadata.namespace ?? 'default';
		if (decision.do === 'count' && countUp(namespace, decision)) {
			return;
		}

		const draft = draftOf(options, occurrence, decision.message, namespace);
		correlator.created(occurrence, create(namespace, about.metadata.name, draft));
	}

	function countUp(namespace: string, {name, count, message}: Extract<Decision, {do: 'count'}>): boolean {
		try {
			registry.modify(
				'events',
				namespace,
				name,
				(event) => {
					event.count = count;
					event.message = message;
					event.lastTimestamp = timestamp(clock);
				},
				write,
			);
			return true;
		} catch (error) {
			if (isStatus(error, 'NotFound')) {
				return false;
			}

			throw error;
		}
	}

	// The name is the object's and the time in nanoseconds (client-go: makeEvent); a clock of milliseconds
	// gives equal times, so the next free one is taken.
	function create(namespace: string, object: string, draft: Draft): string {
		for (let time = BigInt(Math.floor(clock.now())) * 1_000_000n; ; time++) {
			const name = `${object}.${time.toString(16)}`;
			if (registry.find('events', namespace, name) === undefined) {
				registry.create('events', namespace, {...draft, metadata: {name, namespace}}, write);
				return name;
			}
		}
	}

	return {
		event(about, type, reason, message, {fieldPath} = {}) {
			try {
				record(about, {about: referenceTo(about, fieldPath), type, reason, message});
			} catch (error) {
				if (!(error instanceof StatusError)) {
					throw error;
				}
			}
		},
	};
}

function referenceTo(object: KubeObject, fieldPath: string | undefined): ObjectReference {
	const {namespace, name, uid, resourceVersion} = object.metadata;
	return {
		kind: object.kind,
		...(namespace === undefined ? {} : {namespace}),
		name,
		uid,
		apiVersion: object.apiVersion,
		resourceVersion,
		...(fieldPath === undefined ? {} : {fieldPath}),
	};
}

function draftOf(
	{component, host, clock}: EventRecorderOptions,
	{about, type, reason}: Occurrence,
	message: string,
	namespace: string,
): Draft {
	const now = timestamp(clock);
	return {
		apiVersion: 'v1',
		kind: 'Event',
		metadata: {namespace},
		involvedObject: about,
		reason,
		message,
		source: host === undefined ? {component} : {component, host},
		firstTimestamp: now,
		lastTimestamp: now,
		count: 1,
		type,
		eventTime: null,
		reportingComponent: component,
		reportingInstance: host ?? '',
	};
}
