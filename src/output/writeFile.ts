import { randomBytes } from "node:crypto";
import {
	chmodSync,
	closeSync,
	fsyncSync,
	lstatSync,
	openSync,
	realpathSync,
	renameSync,
	rmSync,
	type Stats,
	statSync,
	writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { CannotCheck } from "../failure.js";
import { visible } from "./visible.js";

const BYTES_AT_ONCE = 1 << 20;

export interface WriteOptions {
	/** Permission bits of a file that was not there before, less the umask; one that was keeps its own. */
	mode?: number;
	/** What to say of a fault of the file system. */
	refusal: (error: unknown) => CannotCheck;
}

/** Writes a report, as `writeFile` does. */
export function writeReport(file: string, text: string): Promise<void> {
	return writeFile(file, Buffer.from(text), { refusal: (error) => reportRefusal(file, error) });
}

/**
 * Writes a file whole or not at all: beside its place, then renamed into it, so that a full disk
 * or an interrupt leaves the file that was there before, and no half of the new one. What is no
 * plain file (`/dev/stderr`, a pipe) is written to as it is.
 *
 * @throws what `refusal` makes of it where it cannot be written; nothing is left behind then
 */
export async function writeFile(file: string, bytes: Buffer, { mode = 0o666, refusal }: WriteOptions): Promise<void> {
	const release = holdSignals();
	try {
		const { place, before } = placeOf(file);
		if (before !== undefined && !before.isFile()) {
			writeTo(openSync(place, "w"), bytes);
			return;
		}
		const beside = join(dirname(place), `.${basename(place).slice(0, 100)}.${randomBytes(6).toString("hex")}.tmp`);
		try {
			writeTo(openSync(beside, "wx", mode), bytes, { sync: true });
			if (before !== undefined) chmodSync(beside, before.mode & 0o7777);
			renameSync(beside, place);
		} catch (error) {
			rmSync(beside, { force: true });
			throw error;
		}
	} catch (error) {
		throw refusal(error);
	} finally {
		await release();
	}
}

/** Where to write, links followed, and what is there already. */
function placeOf(file: string): { place: string; before: Stats | undefined } {
	if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return { place: file, before: undefined };
	const before = statSync(file);
	return { place: before.isFile() ? realpathSync(file) : file, before };
}

/** Writes and closes. Piecewise, as a device or a pipe may take less than it is given. */
function writeTo(handle: number, bytes: Buffer, { sync = false } = {}): void {
	try {
		for (let at = 0; at < bytes.length; ) {
			at += writeSync(handle, bytes, at, Math.min(BYTES_AT_ONCE, bytes.length - at));
		}
		// A disk that is full may only say so now. Pipes and devices cannot sync.
		if (sync) fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

/**
 * Keeps SIGINT and SIGTERM from ending the process half way: a signal waits for the writing, which
 * does not yield, and ends the process then. Where somebody else listens, it is theirs to do.
 */
function holdSignals(): () => Promise<void> {
	const held: [NodeJS.Signals, () => void][] = [];
	for (const [signal, code] of [["SIGINT", 130] as const, ["SIGTERM", 143] as const]) {
		if (process.listenerCount(signal) > 0) continue;
		const end = () => process.exit(code);
		process.on(signal, end);
		held.push([signal, end]);
	}
	return async () => {
		// A signal that came meanwhile is heard in the next turns of the event loop.
		await new Promise(setImmediate);
		await new Promise(setImmediate);
		for (const [signal, end] of held) process.off(signal, end);
	};
}

const REASONS: Readonly<Record<string, [problem: string, wayOut: string]>> = {
	ENOSPC: ["no space is left there", "Free some space or give --output a file on another disk."],
	EDQUOT: ["the disk quota is used up", "Free some space or give --output a file on another disk."],
	EFBIG: [
		"it is larger than a file may be there",
		"Raise the limit (ulimit -f), or give --output another file system.",
	],
	ENOENT: ["its folder does not exist", "Make the folder, or give --output a file in one that exists."],
	ENOTDIR: ["a part of its path is a file", "Give --output a file in a folder that exists."],
	EACCES: ["permission denied", "Give --output a file where you may write."],
	EPERM: ["permission denied", "Give --output a file where you may write."],
	EROFS: ["the file system is read-only", "Give --output a file where you may write."],
	EISDIR: ["it is a folder", "Give --output the name of a file in it."],
	ENAMETOOLONG: ["the name is too long", "Give --output a shorter name."],
	ELOOP: ["its symbolic links go round in a circle", "Give --output a file where you may write."],
};

function reportRefusal(file: string, error: unknown): CannotCheck {
	const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
	const [problem, wayOut] = REASONS[code] ?? ["it failed", "Give --output a file where you may write."];
	return new CannotCheck(
		"output",
		`The report was not written to ${visible(file)}: ${problem} (${code}).`,
		`${wayOut} Nothing was left behind there.`,
	).because(error);
}
