import { unreadableOutput } from "./failure.js";

const NUL = 0;

/**
 * What git ends with NUL bytes (`-z`, `%x00`), piece by piece as it comes:
 *
 *     <record> NUL <record> NUL …
 */
export class RecordReader {
	/** The beginning of the next record, in pieces. */
	private rest: Buffer[] = [];

	/** @param take called with each record, without its NUL; its memory may be used again afterwards */
	constructor(private readonly take: (record: Buffer) => void) {}

	push(chunk: Buffer): void {
		let start = 0;
		for (let end = chunk.indexOf(NUL); end !== -1; end = chunk.indexOf(NUL, start)) {
			const part = chunk.subarray(start, end);
			this.take(this.rest.length === 0 ? part : Buffer.concat([...this.rest, part]));
			this.rest = [];
			start = end + 1;
		}
		if (start < chunk.length) this.rest.push(Buffer.from(chunk.subarray(start)));
	}

	/** What came behind the last NUL: nothing, where git printed all of it. */
	end(): Buffer {
		return Buffer.concat(this.rest);
	}
}

/**
 * The lines of an output that is there as a whole: text in UTF-8, each line with its end.
 *
 * @throws CannotCheck where it ends in the middle of a line
 */
export function splitLines(output: Buffer): string[] {
	const lines = output.toString("utf8").split("\n");
	if (lines.pop() !== "") throw unreadableOutput("What git printed");
	return lines;
}

/**
 * The records of an output that is there as a whole.
 *
 * @throws CannotCheck where it ends in the middle of a record
 */
export function splitRecords(output: Buffer): Buffer[] {
	const records: Buffer[] = [];
	const reader = new RecordReader((record) => records.push(record));
	reader.push(output);
	if (reader.end().length > 0) throw unreadableOutput("What git printed");
	return records;
}
