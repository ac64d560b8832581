// npm run bench [NAME...]: measures what the README promises, each beside a floor measured in the same run.
import {course} from './course.ts';
import {start} from './start.ts';
import {statefulSet} from './statefulset.ts';
import {renderTable} from './table.ts';
import type {Row} from './table.ts';
import {tui} from './tui.ts';
import {tuiFirstFrame} from './tui-first-frame.ts';

const benches: Record<string, () => Promise<Row[]>> = {
	start,
	statefulset: statefulSet,
	course,
	'tui-start': tuiFirstFrame,
	tui,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
	console.error(
		`There is no bench called ${unknown.join(', ')}. The benches: ${Object.keys(benches).join(', ')}`,
	);
	process.exit(2);
}

const rows: Row[] = [];
for (const [name, measure] of Object.entries(benches)) {
	if (wanted.length === 0 || wanted.includes(name)) {
		console.error(`measuring ${name} ...`);
		rows.push(...(await measure()));
	}
}

console.log(renderTable(rows));
process.exitCode = rows.every(({value, limit}) => value <= limit) ? 0 : 1;
