import type { DiffListener } from "./diffListener.js";

const FEED = 10;

/** Tells one file, all of whose lines are new, piece by piece. */
export class WholeFile {
	/** Whether a line has begun and not ended. */
	private open = false;

	constructor(
		private readonly listener: DiffListener,
		path: string,
	) {
		listener.file(path);
		listener.hunk(1, "");
	}

	push(chunk: Buffer, start = 0, end = chunk.length): void {
		for (let at = start; at < end; ) {
			const feed = chunk.indexOf(FEED, at);
			const stop = feed === -1 || feed >= end ? end : feed;
			if (!this.open) this.listener.line(true);
			if (stop > at) this.listener.text(chunk, at, stop);
			this.open = stop === end;
			if (stop < end) this.listener.lineEnd();
			at = stop + 1;
		}
	}

	end(): void {
		if (this.open) this.listener.lineEnd();
		this.listener.hunkEnd();
	}
}

/** Tells a text that is there as a whole as one file whose every line is new. */
export function readText(listener: DiffListener, path: string, text: Buffer): void {
	const file = new WholeFile(listener, path);
	file.push(text);
	file.end();
}
