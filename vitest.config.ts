import {defineConfig} from 'vitest/config';

// Three projects, one after the other: what starts whole clusters must not compete with anything else.
const clusters = ['test/contract/**/*.test.ts'];
const wholeProgram = ['test/e2e/**/*.test.ts'];

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
					include: ['test/**/*.test.ts'],
					exclude: [...clusters, ...wholeProgram],
					testTimeout: 30_000,
					hookTimeout: 60_000,
					sequence: {groupOrder: 0},
				},
			},
			{
				test: {
					name: 'contract',
					include: clusters,
					testTimeout: 60_000,
					hookTimeout: 60_000,
					maxWorkers: 1,
					sequence: {groupOrder: 1},
				},
			},
			{
				test: {
					name: 'e2e',
					include: wholeProgram,
					testTimeout: 240_000,
					hookTimeout: 120_000,
					maxWorkers: 1,
					sequence: {groupOrder: 2},
				},
			},
		],
	},
});
