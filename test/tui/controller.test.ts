import {describe, expect, test} from 'vitest';
import type {Workshop} from '../../src/engine/workshop.ts';
import type {WorkshopEvent} from '../../src/engine/workshop-events.ts';
import {Controller, type Effects} from '../../src/tui/controller.ts';
import {createFrame} from '../../src/tui/frame.ts';
import {reduce} from '../../src/tui/reducer.ts';
import type {UiState} from '../../src/tui/state.ts';
import {createStore} from '../../src/tui/store.ts';
import {createTheme} from '../../src/tui/theme.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {at, start} from './states.ts';

/** A workshop that notes what it is asked for, and says what it is told to. */
class FakeWorkshop {
	readonly calls: string[] = [];
	missing: string[] = [];
	/** Holds the answers of missingFor back. */
	looked: Promise<unknown> = Promise.resolve();
	looks = 0;
	busy = false;
	#listener: ((event: WorkshopEvent) => void) | undefined;

	readonly workshop = new Proxy({} as Workshop, {
		get: (_, name: string) => {
			const known: Record<string, unknown> = {
				subscribe: (listener: (event: WorkshopEvent) => void) => (this.#listener = listener),
				isBusy: () => this.busy,
				missingFor: async () => {
					this.looks++;
					await this.looked;
					return this.missing;
				},
				manifest: () => Promise.resolve({text: 'kind: Pod'}),
				live: () => Promise.resolve({text: undefined}),
				summary: () => Promise.resolve({durationMs: 60_000, lessons: [], remaining: []}),
				primary: () => ({namespace: 'postgres', pod: 'postgres-0'}),
			};
			return (
				known[name] ??
				((...args: unknown[]) => {
					this.calls.push([name, ...args].join(' '));
					return Promise.resolve();
				})
			);
		},
	});

	emit(event: WorkshopEvent): void {
		this.#listener?.(event);
	}
}

function setUp(state: UiState = at('statefulset', 'members')) {
	const store = createStore(state, reduce);
	const said: string[] = [];
	const effects: Effects = {
		openEditor: (file) => Promise.resolve(void said.push(`editor ${file}`)),
		openShell: () => Promise.resolve({level: 'info', text: 'Back from the shell.'}),
		openPsql: ({pod}) => Promise.resolve(void said.push(`psql ${pod}`)),
		copy: (text) => ({level: 'info', text: `copied ${text}`}),
		save: () => Promise.resolve('/home/doklab.md'),
		readNotes: () => Promise.resolve(new Map()),
	};
	const fake = new FakeWorkshop();
	const controller = new Controller({
		store,
		effects,
		clock: new FakeClock(),
		frame: createFrame(createTheme({colors: 0, isUnicode: true})),
		leave: () => void said.push('left'),
	});
	controller.attachWorkshop(fake.workshop);
	const settle = () => new Promise((resolve) => setImmediate(resolve));
	const press = async (...keys: string[]) => {
		for (const key of keys) {
			controller.press(key);
			await settle();
		}
	};
	return {controller, fake, said, press, settle, state: () => store.getState()};
}

test('Enter runs the step', async () => {
	const {fake, press} = setUp();
	await press('enter');
	expect(fake.calls).toEqual(['run']);
});

test('before the first action of a lesson, what it builds on is asked for, replayed, and then it is gone to', async () => {
	const {fake, press, state} = setUp();
	fake.missing = ['storage'];
	await press('enter');
	expect(state().overlay).toEqual({
		type: 'confirm',
		question: {type: 'replay', lesson: 'statefulset', missing: ['storage']},
	});
	fake.missing = [];
	await press('y');
	expect(fake.calls).toEqual(['replay storage', 'focus statefulset']);
});

test('who only wants to look says so', async () => {
	const {fake, press} = setUp();
	fake.missing = ['storage'];
	await press('/', 'l', 'i', 'm', 'i', 't', 's', 'enter', 'o');
	expect(fake.calls).toEqual(['focus limits']);
});

test('the search finds lessons in both languages', async () => {
	const {press, state, fake} = setUp();
	await press('/', 'ス', 'ト', 'backspace', 'escape');
	expect(state().overlay).toBeUndefined();
	await press('/', '片', '付', 'enter');
	expect(fake.calls).toEqual(['focus cleanup']);
});

test('pasted text is searched for, and never taken for keys', async () => {
	const {controller, press, state, said} = setUp();
	controller.paste('qqq');
	expect(said).toEqual([]);
	await press('/');
	controller.paste('stateful\nset');
	expect(state().overlay).toMatchObject({query: 'stateful set'});
});

test('a step done by hand goes on by itself, but not at the end of a lesson', async () => {
	const {fake, settle} = setUp();
	fake.emit({type: 'stepProved', lesson: 'statefulset', step: 'members', byHand: true, durationMs: 1});
	await settle();
	expect(fake.calls).toEqual(['next']);
	fake.emit({type: 'focusChanged', lesson: 'statefulset', step: 'names'});
	fake.emit({type: 'stepProved', lesson: 'statefulset', step: 'names', byHand: true, durationMs: 1});
	await settle();
	expect(fake.calls).toEqual(['next']);
});

test('a step that was run from here waits for Enter', async () => {
	const {fake, press, settle} = setUp();
	fake.emit({type: 'stepProved', lesson: 'statefulset', step: 'members', byHand: false, durationMs: 1});
	await settle();
	expect(fake.calls).toEqual([]);
	await press('enter');
	expect(fake.calls).toEqual(['next']);
});

test('Ctrl-C ends what runs; the second one leaves at once', async () => {
	const {fake, press, said} = setUp();
	fake.busy = true;
	await press('ctrl+c');
	expect(fake.calls).toEqual(['cancel']);
	expect(said).toEqual([]);
	await press('ctrl+c');
	expect(said).toEqual(['left']);
});

test('Ctrl-C counts anew after another key', async () => {
	const {fake, press, said, state} = setUp();
	fake.busy = true;
	await press('ctrl+c', 'down', 'ctrl+c');
	expect(said).toEqual([]);
	expect(state().interrupts).toBe(1);
});

test('q shows the summary, s saves it, and Enter leaves', async () => {
	const {press, state, said} = setUp();
	await press('q', 's');
	expect(state().overlay).toMatchObject({type: 'summary', saved: '/home/doklab.md'});
	await press('enter');
	expect(said).toEqual(['left']);
});

test('q asks first while something runs', async () => {
	const {press, state, fake} = setUp({
		...at('statefulset', 'members'),
		work: {work: 'replay', lessons: [], done: [], message: undefined},
	});
	await press('q');
	expect(state().overlay).toEqual({type: 'confirm', question: {type: 'quit'}});
	await press('enter');
	expect(fake.calls).toEqual(['cancel']);
	expect(state().overlay?.type).toBe('summary');
});

test('what a program says when it comes back stands above the keys', async () => {
	const {press, state, said, controller} = setUp();
	let suspended = 0;
	controller.attachTerminal(async (use) => {
		suspended++;
		await use();
	});
	await press('s', 'e', 'c');
	expect(suspended).toBe(2);
	expect(said).toEqual(['editor manifests/70-statefulset.yaml']);
	expect(state().notice).toEqual({
		level: 'info',
		text: 'copied kubectl apply -f manifests/70-statefulset.yaml',
	});
});

test('a hint opens with its first tier, and h goes on to the next', async () => {
	const {press, fake, state} = setUp();
	await press('h', 'h', 'escape');
	expect(fake.calls).toEqual(['hint', 'hint']);
	expect(state().overlay).toBeUndefined();
});

test('in the list the arrows choose, and Enter goes there', async () => {
	const {press, fake, state} = setUp();
	await press('1', 'down');
	expect(state().selected).toBe('replication');
	await press('enter');
	expect(fake.calls).toEqual(['focus replication']);
	expect(state().pane).toBe('lesson');
});

test('the lesson scrolls by lines and pages, and not beyond its ends', async () => {
	const {press, state} = setUp(start({size: {columns: 80, rows: 24}}));
	await press('down', 'down', 'up');
	expect(state().scroll.lesson).toBe(1);
	await press('home');
	expect(state().scroll.lesson).toBe(0);
	await press('end', 'pagedown');
	const end = state().scroll.lesson!;
	await press('pageup');
	expect(state().scroll.lesson).toBeLessThan(end);
});

test('l switches the language of the screen and of the checks', async () => {
	const {fake, press, state} = setUp();
	await press('l');
	expect(state().language).toBe('ja');
	expect(fake.calls).toEqual(['setLanguage ja']);
});

test('what fails in the workshop becomes a line, and the workshop goes on', async () => {
	const {controller, settle, state} = setUp();
	controller.start(() => Promise.reject(new Error('no such file')));
	await settle();
	expect(state().notice).toEqual({level: 'warning', text: 'no such file'});
});

describe('while what a lesson builds on is looked at', () => {
	function setUpLooking() {
		const {promise, resolve} = Promise.withResolvers<void>();
		const all = setUp();
		all.fake.looked = promise;
		const answer = async (missing: string[]) => {
			all.fake.missing = missing;
			resolve();
			await all.settle();
		};
		return {...all, answer};
	}

	test('a second Enter does nothing', async () => {
		const {fake, press, answer} = setUpLooking();
		await press('enter', 'enter');
		expect(fake.looks).toBe(1);
		await answer([]);
		expect(fake.calls).toEqual(['run']);
	});

	test('what the step itself took away meanwhile is not asked for', async () => {
		const {fake, press, answer, state} = setUpLooking();
		await press('enter');
		fake.emit({
			type: 'actionStarted',
			run: 1,
			lesson: 'statefulset',
			step: 'members',
			index: 0,
			action: 'apply',
			command: 'kubectl apply',
		});
		fake.busy = true;
		await answer(['storage']);
		expect(state().overlay).toBeUndefined();
		expect(fake.calls).toEqual([]);
	});

	test('who goes elsewhere is not held to it', async () => {
		const {fake, press, answer, state} = setUpLooking();
		await press('enter', 'n');
		await answer(['storage']);
		expect(state().overlay).toBeUndefined();
		expect(fake.calls).toEqual(['focus replication']);
	});

	test('Enter twice in the list does not run the step that one comes from', async () => {
		const {fake, press, answer} = setUpLooking();
		await press('1', 'down', 'enter', 'enter');
		await answer([]);
		expect(fake.calls).toEqual(['focus replication']);
	});
});

test('Enter does nothing while something runs', async () => {
	const {fake, press} = setUp();
	fake.busy = true;
	await press('enter');
	expect([fake.looks, fake.calls]).toEqual([0, []]);
});

describe('a key that comes before the workshop is open', () => {
	test('waits for it', async () => {
		const {controller, fake, press, settle} = setUp(at('statefulset', 'members', {phase: 'opening'}));
		await press('enter');
		expect(fake.calls).toEqual([]);
		controller.opened();
		await settle();
		expect(fake.calls).toEqual(['run']);
	});

	test('is forgotten when one was somewhere else before', async () => {
		const {controller, fake, press, settle} = setUp(at('statefulset', 'members', {phase: 'opening'}));
		await press('enter');
		fake.emit({type: 'focusChanged', lesson: 'statefulset', step: 'names'});
		controller.opened();
		await settle();
		expect(fake.calls).toEqual([]);
	});
});
