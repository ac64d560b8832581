import {describe, expect, it} from 'vitest';
import {startEventExpiry} from '../../../src/playground/events/expiry.ts';
import {createEventRecorder} from '../../../src/playground/events/recorder.ts';
import type {ControllerContext} from '../../../src/playground/controllers/context.ts';
import {TestClock} from '../controllers/test-clock.ts';
import {testRegistry} from '../../helpers/registry.ts';
import {until} from '../controllers/cluster.ts';

function setUp() {
	const clock = new TestClock();
	const {registry} = testRegistry({clock, namespaces: ['rec']});
	const about = registry.create('configmaps', 'rec', {metadata: {name: 'web-0'}});
	const recorder = createEventRecorder({registry, clock, component: 'kubelet', host: 'worker'});
	const events = (namespace = 'rec') => registry.list('events', {namespace});
	return {clock, registry, about, recorder, events};
}

describe('an event', () => {
	it('says what happened to what, when, and who saw it', () => {
		const {about, recorder, events} = setUp();
		recorder.event(about, 'Normal', 'Pulled', 'already present', {fieldPath: 'spec.containers{main}'});
		const [event] = events();
		expect(event!.metadata.name).toMatch(/^web-0\.[0-9a-f]{16}$/);
		expect(event).toMatchObject({
			apiVersion: 'v1',
			kind: 'Event',
			involvedObject: {
				kind: 'ConfigMap',
				namespace: 'rec',
				name: 'web-0',
				uid: about.metadata.uid,
				apiVersion: 'v1',
				resourceVersion: about.metadata.resourceVersion,
				fieldPath: 'spec.containers{main}',
			},
			reason: 'Pulled',
			message: 'already present',
			source: {component: 'kubelet', host: 'worker'},
			firstTimestamp: '2030-01-01T00:00:00Z',
			lastTimestamp: '2030-01-01T00:00:00Z',
			count: 1,
			type: 'Normal',
			eventTime: null,
			reportingComponent: 'kubelet',
			reportingInstance: 'worker',
		});
	});

	it('is counted up when it happens again', () => {
		const {clock, about, recorder, events} = setUp();
		for (let time = 0; time < 3; time++) {
			recorder.event(about, 'Warning', 'BackOff', 'Back-off restarting');
			clock.advance(10_000);
		}

		expect(events()).toMatchObject([
			{count: 3, firstTimestamp: '2030-01-01T00:00:00Z', lastTimestamp: '2030-01-01T00:00:20Z'},
		]);
	});

	it('is made anew when it was deleted meanwhile', () => {
		const {registry, about, recorder, events} = setUp();
		recorder.event(about, 'Normal', 'Pulled', 'again');
		registry.delete('events', 'rec', events()[0]!.metadata.name);
		recorder.event(about, 'Normal', 'Pulled', 'again');
		expect(events()).toMatchObject([{count: 1}]);
	});

	it('is counted up no more than 25 times at once, and once more each five minutes', () => {
		const {clock, about, recorder, events} = setUp();
		for (let time = 0; time < 40; time++) {
			recorder.event(about, 'Warning', 'Unhealthy', 'Readiness probe failed');
		}

		expect(events()).toMatchObject([{count: 25}]);
		clock.advance(300_000);
		recorder.event(about, 'Warning', 'Unhealthy', 'Readiness probe failed');
		expect(events()).toMatchObject([{count: 41}]);
	});

	it('is combined with others that differ in their message only, from the tenth on', () => {
		const {about, recorder, events} = setUp();
		for (let time = 1; time <= 12; time++) {
			recorder.event(about, 'Warning', 'Failed', `attempt ${time}`);
		}

		expect(events()).toHaveLength(10);
		expect(events().filter(({message}) => message.startsWith('(combined'))).toMatchObject([
			{message: '(combined from similar events): attempt 12', count: 3},
		]);
	});

	it('about a cluster-wide object is in namespace default', () => {
		const {registry, recorder, events} = setUp();
		recorder.event(registry.get('namespaces', undefined, 'rec'), 'Normal', 'Seen', 'here');
		expect(events('default')).toMatchObject([{involvedObject: {kind: 'Namespace', name: 'rec'}}]);
	});

	it('in a namespace that is being deleted is dropped without an error', () => {
		const {registry, about, recorder, events} = setUp();
		registry.delete('namespaces', undefined, 'rec');
		recorder.event(about, 'Normal', 'Pulled', 'too late');
		expect(events()).toEqual([]);
	});

	it('is removed an hour after it last happened', async () => {
		const {clock, registry, about, recorder, events} = setUp();
		const expiry = startEventExpiry({registry, clock, log: () => {}} as unknown as ControllerContext);
		recorder.event(about, 'Normal', 'Pulled', 'once');
		await until(() => true);
		clock.advance(3_599_000);
		await until(() => true);
		expect(events()).toHaveLength(1);
		clock.advance(1000);
		await until(() => events().length === 0);
		await expiry.stop();
	});
});
