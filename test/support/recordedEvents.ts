import type { DiffListener } from "../../src/source/diffListener.js";

/** What a diff reader told, with the parts of each line put together: how a patch is cut must not show. */
export interface RecordedLine {
	path: string;
	/** 1-based, in the new file. */
	line: number;
	added: boolean;
	/** Latin-1: one character a byte. */
	text: string;
}

/** A listener that writes down what it is told. */
export class EventRecorder implements DiffListener {
	readonly files: string[] = [];
	readonly hunks: { path: string; firstLine: number; heading: string }[] = [];
	readonly lines: RecordedLine[] = [];
	hunksEnded = 0;
	private path = "";
	private number = 0;
	private adding = false;
	private parts: string[] = [];

	file(path: string): void {
		this.path = path;
		this.files.push(path);
	}

	hunk(firstLine: number, heading: string): void {
		this.number = firstLine;
		this.hunks.push({ path: this.path, firstLine, heading });
	}

	line(added: boolean): void {
		this.adding = added;
	}

	text(chunk: Buffer, start: number, end: number): void {
		this.parts.push(chunk.toString("latin1", start, end));
	}

	lineEnd(): void {
		this.lines.push({ path: this.path, line: this.number, added: this.adding, text: this.parts.join("") });
		this.parts = [];
		this.number++;
	}

	hunkEnd(): void {
		this.hunksEnded++;
	}

	/** The added lines as `path:line:text`. */
	get added(): string[] {
		return this.lines.filter(({ added }) => added).map(({ path, line, text }) => `${path}:${line}:${text}`);
	}
}
