import {expect, test} from 'vitest';
import type {Outcome, SessionEvent} from '../../src/engine/events.ts';
import {createJson} from '../../src/report/json.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {sampleSession} from '../helpers/sample-session.ts';
import {createSink} from '../helpers/screen.ts';

interface Document {
	outcome: Outcome;
	message?: string;
	course: string | null;
	lessons: Array<{id: string; outcome: Outcome; reason?: string; steps: Array<{outcome: Outcome}>}>;
	runs?: Array<{run: number; outcome: Outcome; durationMs: number}>;
}

function tell(events: SessionEvent[], error?: Error): Document {
	const output = createSink();
	const clock = new FakeClock();
	const reporter = createJson({
		output,
		clock,
		color: false,
		unicode: true,
		language: 'en',
		platform: 'playground',
	});
	for (const event of events) {
		reporter.handle(event);
	}

	expect(output.text()).toBe('');
	clock.moveTo(1234);
	reporter.end(error);
	return JSON.parse(output.text()) as Document;
}

const events = (fails: boolean) => sampleSession('en', fails).map(({event}) => event);

test('a proved course is one document with every lesson, step and check', () => {
	expect(tell(events(false))).toMatchInlineSnapshot(`
		{
		  "course": "postgres",
		  "durationMs": 8200,
		  "format": 1,
		  "lessons": [
		    {
		      "durationMs": 100,
		      "id": "namespace",
		      "outcome": "passed",
		      "steps": [
		        {
		          "checks": [
		            {
		              "attempts": 2,
		              "durationMs": 20,
		              "expected": "status.phase Active",
		              "found": "Active",
		              "id": "exists",
		              "message": null,
		              "outcome": "passed",
		            },
		          ],
		          "durationMs": 100,
		          "id": "create",
		          "outcome": "passed",
		        },
		        {
		          "checks": [
		            {
		              "attempts": 0,
		              "durationMs": 0,
		              "expected": null,
		              "found": null,
		              "id": "containers",
		              "message": null,
		              "outcome": "skipped",
		              "reason": "only on kind",
		            },
		          ],
		          "durationMs": 0,
		          "id": "kind",
		          "outcome": "skipped",
		          "reason": "only on kind",
		        },
		      ],
		    },
		    {
		      "durationMs": 7400,
		      "id": "statefulset",
		      "outcome": "passed",
		      "steps": [
		        {
		          "checks": [
		            {
		              "attempts": 3,
		              "durationMs": 1900,
		              "expected": "1",
		              "found": "1",
		              "id": "first",
		              "message": null,
		              "outcome": "passed",
		            },
		            {
		              "attempts": 4,
		              "durationMs": 6000,
		              "expected": "3 Pods, each Ready",
		              "found": "3 of 3 Pods match",
		              "id": "ready",
		              "message": null,
		              "outcome": "passed",
		            },
		            {
		              "attempts": 1,
		              "durationMs": 0,
		              "expected": "",
		              "found": "",
		              "id": "spread",
		              "message": null,
		              "outcome": "passed",
		            },
		          ],
		          "durationMs": 7400,
		          "id": "start",
		          "outcome": "passed",
		        },
		      ],
		    },
		    {
		      "durationMs": 0,
		      "id": "limits",
		      "outcome": "passed",
		      "steps": [
		        {
		          "checks": [],
		          "durationMs": 0,
		          "id": "quiz",
		          "outcome": "passed",
		        },
		      ],
		    },
		  ],
		  "outcome": "passed",
		  "platform": "playground",
		  "versions": {
		    "doklab": "0.1.0",
		    "kubernetes": "1.36.2",
		    "postgres": "15.18",
		  },
		}
	`);
});

test('a red check tells what was expected, what was found and why; what never ran is notRun', () => {
	const document = tell(events(true));
	expect(document.outcome).toBe('failed');
	expect(document.lessons.slice(1)).toMatchInlineSnapshot(`
		[
		  {
		    "durationMs": 43200,
		    "id": "statefulset",
		    "outcome": "failed",
		    "steps": [
		      {
		        "checks": [
		          {
		            "attempts": 3,
		            "durationMs": 1900,
		            "expected": "1",
		            "found": "1",
		            "id": "first",
		            "message": null,
		            "outcome": "passed",
		          },
		          {
		            "attempts": 12,
		            "durationMs": 42400,
		            "expected": "3 Pods, each Ready",
		            "found": "2 of 3 Pods match",
		            "id": "ready",
		            "message": "postgres-2 is still cloning the primary (init-postgres); it has been at it for 40 s.",
		            "outcome": "failed",
		          },
		          {
		            "attempts": 0,
		            "durationMs": 0,
		            "expected": null,
		            "found": null,
		            "id": "spread",
		            "message": null,
		            "outcome": "notRun",
		          },
		        ],
		        "durationMs": 43200,
		        "id": "start",
		        "outcome": "failed",
		      },
		    ],
		  },
		  {
		    "durationMs": 0,
		    "id": "limits",
		    "outcome": "notRun",
		    "steps": [
		      {
		        "checks": [],
		        "durationMs": 0,
		        "id": "quiz",
		        "outcome": "notRun",
		      },
		    ],
		  },
		]
	`);
});

test('an interrupted session is told as far as it came', () => {
	const some = events(false).slice(0, 14);
	const document = tell(some, new Error('Interrupted.'));
	expect(document).toMatchObject({outcome: 'notRun', message: 'Interrupted.', durationMs: 1234});
	expect(document.lessons.map(({outcome}) => outcome)).toEqual(['passed', 'notRun', 'notRun']);
});

test('a session that never started is a document too', () => {
	expect(tell([], new Error('PostgreSQL 15 is not installed'))).toEqual({
		format: 1,
		course: null,
		platform: 'playground',
		versions: {},
		outcome: 'failed',
		durationMs: 1234,
		message: 'PostgreSQL 15 is not installed',
		lessons: [],
	});
});

test('several runs are listed, and the lessons are those of the first that failed', () => {
	const [started, ...first] = events(false);
	const runEvents = (list: SessionEvent[], run: number) =>
		list
			.filter(({type}) => type !== 'sessionStarted' && type !== 'sessionFinished')
			.map((event) => ({...event, run}) as SessionEvent);
	const document = tell([
		{...started, repeat: 3} as SessionEvent,
		...runEvents(first, 1),
		...runEvents(events(true), 2),
		...runEvents(first, 3),
		{type: 'sessionFinished', outcome: 'failed', blame: 'lesson', durationMs: 60_600},
	]);
	expect(document.runs?.map(({run, outcome, durationMs}) => ({run, outcome, durationMs}))).toEqual([
		{run: 1, outcome: 'passed', durationMs: 8700},
		{run: 2, outcome: 'failed', durationMs: 44_500},
		{run: 3, outcome: 'passed', durationMs: 8700},
	]);
	expect(document.lessons.map(({outcome}) => outcome)).toEqual(['passed', 'failed', 'notRun']);
});
