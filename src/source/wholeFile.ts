import type { BlockBuilder } from "./blockBuilder.js";

const FEED = 10;

/** Feeds one file, all of whose lines are new, to a builder piece by piece. */
export class WholeFile {
	private open = false;

	constructor(
		private readonly builder: BlockBuilder,
		path: string,
	) {
		builder.file(path);
		builder.hunk(1, "");
	}

	push(chunk: Buffer, start = 0, end = chunk.length): void {
		for (let at = start; at < end; ) {
			const feed = chunk.indexOf(FEED, at);
			const stop = feed === -1 || feed >= end ? end : feed;
			if (stop > at) this.builder.text(chunk, at, stop, true);
			this.open = stop === end;
			if (stop < end) this.builder.line(true);
			at = stop + 1;
		}
	}

	end(): void {
		if (this.open) this.builder.line(true);
		this.builder.hunkEnd();
	}
}
