import { type GitCall, streamGit } from "./client.js";
import { unreadableOutput } from "./failure.js";

/** An object as git announces it. */
export interface ObjectHeader {
	/** Whole object id. */
	id: string;
	type: string;
}

/** What a reading of objects tells, in git's order. */
export interface ObjectListener {
	/** An object begins; its content follows where this returns true. */
	object(header: ObjectHeader): boolean;
	/** Bytes `chunk[start, end)` of the current object's content. */
	data(chunk: Buffer, start: number, end: number): void;
	/** The current object is over; only told where its content was wanted. */
	end(): void;
	/** git does not have an object that was asked for (a partial clone), or its name is no longer unique. */
	missing?(): void;
	/** A piece of git's output as it comes, before it is taken apart. */
	chunk?(chunk: Buffer): void;
}

/** Beyond its input, which is the names of the objects. */
export type CatFileCall = Omit<GitCall, "input"> & { enough?: () => boolean };

const FEED = 10;
/** An id of 64 digits, a type and a size are far shorter; a name that was asked for stands before `missing`. */
const LONGEST_HEADER = 4096;

/**
 * Takes what `git cat-file --batch` prints apart, piece by piece:
 *
 *     <object id> SP <type> SP <size> LF <content> LF
 *     <name as asked> SP missing LF
 */
export class CatFileReader {
	private header = "";
	/** Bytes of the current content still to come; -1 where a header is expected. */
	private left = -1;
	private wanted = false;

	constructor(private readonly listener: ObjectListener) {}

	/** @throws CannotCheck where the bytes are not of that form */
	push(chunk: Buffer): void {
		this.listener.chunk?.(chunk);
		for (let at = 0; at < chunk.length; ) {
			at = this.left === -1 ? this.pushHeader(chunk, at) : this.pushContent(chunk, at);
		}
	}

	/** @throws CannotCheck where the output stopped in the middle of an object */
	end(): void {
		if (this.left !== -1 || this.header !== "") throw unreadable();
	}

	private pushHeader(chunk: Buffer, at: number): number {
		const feed = chunk.indexOf(FEED, at);
		const end = feed === -1 ? chunk.length : feed;
		this.header += chunk.toString("latin1", at, end);
		if (this.header.length > LONGEST_HEADER) throw unreadable();
		if (feed === -1) return end;
		this.readHeader(this.header);
		this.header = "";
		return feed + 1;
	}

	private readHeader(header: string): void {
		if (/ (?:missing|ambiguous)$/u.test(header) && this.listener.missing !== undefined) {
			this.listener.missing();
			return;
		}
		const match = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/u.exec(header);
		if (match === null) throw unreadable();
		this.left = Number(match[3]);
		this.wanted = this.listener.object({ id: match[1] ?? "", type: match[2] ?? "" });
	}

	private pushContent(chunk: Buffer, at: number): number {
		if (this.left === 0) {
			// The line feed behind the content.
			if (this.wanted) this.listener.end();
			this.left = -1;
			return at + 1;
		}
		const end = Math.min(chunk.length, at + this.left);
		if (this.wanted) this.listener.data(chunk, at, end);
		this.left -= end - at;
		return end;
	}
}

/**
 * Reads objects by name, through one process that answers in the order it is asked.
 *
 * @param names whole object ids, or anything else that names one object and holds no line feed
 * @throws CannotCheck where git fails
 */
export async function readNamedObjects(
	directory: string,
	names: readonly string[],
	{ listener, ...call }: CatFileCall & { listener: ObjectListener },
): Promise<void> {
	if (names.length === 0) return;
	await catFile(directory, ["--batch", "--buffer"], { ...call, listener, input: `${names.join("\n")}\n` });
}

/** Runs one `git cat-file` whose output is that of `--batch`. */
export async function catFile(
	directory: string,
	args: readonly string[],
	{ listener, ...call }: GitCall & { listener: ObjectListener; enough?: () => boolean },
): Promise<void> {
	const reader = new CatFileReader(listener);
	await streamGit(directory, ["cat-file", ...args], { ...call, take: (chunk) => reader.push(chunk) });
	if (call.enough?.() !== true) reader.end();
}

function unreadable() {
	return unreadableOutput("What git cat-file printed");
}
