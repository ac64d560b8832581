import {
	closeSync,
	fstatSync,
	ftruncateSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeSync,
} from 'node:fs';
import {join} from 'node:path';
import {crc32} from 'node:zlib';
import {EnvironmentError} from '../../lib/errors.ts';

/** One line of the log or of a snapshot: an object as written, or the name of one that is gone. */
export type LogRecord =
	| (ObjectRecord & {revision: number})
	| {revision: number; resource: string; namespace: string; name: string};

export interface ObjectRecord {
	resource: string;
	object: unknown;
}

/** What a snapshot begins with. */
interface SnapshotHeader {
	format: 1;
	/** The revision that the snapshot shows. */
	revision: number;
	objects: number;
}

/** What was on disk: the objects of the snapshot at `revision`, and the writes after it. */
export interface Logged {
	revision: number;
	objects: ObjectRecord[];
	writes: LogRecord[];
}

/** Writes `bytes` to an open file, all or a part of them, and says how many. */
export type WriteBytes = (fd: number, bytes: Uint8Array) => number;

/**
 * The records that outlive the process: a snapshot and the writes since, both a record a line, each line led
 * by a CRC-32 of the rest. `append` returns when the system has the bytes, so they survive SIGKILL.
 */
export class Log {
	readonly path: string;
	readonly #snapshotPath: string;
	readonly #write: WriteBytes;
	#fd: number;
	#size: number;

	/** Opens (or creates) the log in `directory`, which is made when missing (mode 0700). Throws EnvironmentError when it cannot. */
	constructor(directory: string, write: WriteBytes = (fd, bytes) => writeSync(fd, bytes)) {
		this.path = join(directory, 'objects.log');
		this.#snapshotPath = join(directory, 'objects.snapshot');
		this.#write = write;

		try {
			mkdirSync(directory, {recursive: true, mode: 0o700});
			this.#fd = openSync(this.path, 'a+', 0o600);
			this.#size = fstatSync(this.#fd).size;
		} catch (error) {
			throw new EnvironmentError(
				`cannot open ${this.path}: ${(error as Error).message}`,
				['check that you may write there, or choose another state directory'],
				error,
			);
		}
	}

	/** Bytes in the log, the snapshot not counted. */
	get size(): number {
		return this.#size;
	}

	/**
	 * What is on disk. A last line that was cut short by a crash is cut off (it was never acknowledged); any
	 * other damage is an EnvironmentError with file and line.
	 */
	read(): Logged {
		const {revision, objects} = readSnapshot(this.#snapshotPath);
		const {records, whole, length} = parseLines(this.path, readFileSync(this.path));
		if (whole < length) {
			ftruncateSync(this.#fd, whole);
			this.#size = whole;
		}

		// A crash between a snapshot and the emptying of the log leaves lines that the snapshot has too.
		const writes = (records as LogRecord[]).filter((each) => each.revision > revision);
		return {revision, objects, writes};
	}

	/** Appends one record; on an error the file is as it was before, and the system's error is thrown. */
	append(record: LogRecord): void {
		const bytes = encode(record);
		try {
			this.#writeAll(this.#fd, bytes);
			this.#size += bytes.length;
		} catch (error) {
			ftruncateSync(this.#fd, this.#size);
			throw error;
		}
	}

	/**
	 * Replaces snapshot and log by a snapshot of `objects` as they are at `revision`. Throws the system's error;
	 * all is then as before.
	 */
	compact(revision: number, objects: readonly ObjectRecord[]): void {
		const temporary = `${this.#snapshotPath}.tmp`;
		const header: SnapshotHeader = {format: 1, revision, objects: objects.length};
		try {
			const fd = openSync(temporary, 'w', 0o600);
			try {
				for (const line of [header, ...objects]) {
					this.#writeAll(fd, encode(line));
				}
			} finally {
				closeSync(fd);
			}

			renameSync(temporary, this.#snapshotPath);
		} catch (error) {
			rmSync(temporary, {force: true});
			throw error;
		}

		ftruncateSync(this.#fd, 0);
		this.#size = 0;
	}

	close(): void {
		closeSync(this.#fd);
	}

	#writeAll(fd: number, bytes: Uint8Array): void {
		let written = 0;
		while (written < bytes.length) {
			const count = this.#write(fd, bytes.subarray(written));
			if (count === 0) {
				throw Object.assign(new Error('ENOSPC: no space left on device, write'), {code: 'ENOSPC'});
			}

			written += count;
		}
	}
}

function encode(line: LogRecord | ObjectRecord | SnapshotHeader): Uint8Array {
	const json = JSON.stringify(line);
	return Buffer.from(`${checksum(json)} ${json}\n`);
}

function checksum(text: string | Uint8Array): string {
	return crc32(text).toString(16).padStart(8, '0');
}

function readIfThere(path: string): Buffer {
	try {
		return readFileSync(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return Buffer.alloc(0);
		}

		throw error;
	}
}

function readSnapshot(path: string): {revision: number; objects: ObjectRecord[]} {
	const {records, whole, length} = parseLines(path, readIfThere(path));
	if (length === 0) {
		return {revision: 0, objects: []};
	}

	const [header, ...objects] = records as [SnapshotHeader, ...ObjectRecord[]];
	if (whole < length || header?.format !== 1 || header.objects !== objects.length) {
		throw damaged(path, records.length + 1, 'the snapshot is not whole, or of another version of doklab');
	}

	return {revision: header.revision, objects};
}

/** `whole` is the length up to and with the last line feed. */
function parseLines(path: string, bytes: Buffer): {records: unknown[]; whole: number; length: number} {
	const records: unknown[] = [];
	let start = 0;
	for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
		records.push(parseLine(path, records.length + 1, bytes.subarray(start, end)));
		start = end + 1;
	}

	return {records, whole: start, length: bytes.length};
}

function parseLine(path: string, line: number, bytes: Buffer): unknown {
	const json = bytes.subarray(9);
	if (bytes.toString('latin1', 0, 8) !== checksum(json)) {
		throw damaged(path, line, 'its checksum does not match');
	}

	return JSON.parse(json.toString());
}

function damaged(path: string, line: number, why: string): EnvironmentError {
	return new EnvironmentError(`${path}, line ${line} is damaged: ${why}`, [
		'restore the file from a copy, or start over with an empty cluster: doklab down --delete',
	]);
}
