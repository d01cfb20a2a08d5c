import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CannotCheck } from "../failure.js";

export interface HookFile {
	/** A character a byte: a hook need not be UTF-8. */
	content: string;
	/** Permission bits. */
	mode: number;
}

/** What lies at a hook's path: "link" stands for anything but a file. */
export function readHook(file: string): HookFile | "link" | undefined {
	try {
		const stat = lstatSync(file, { throwIfNoEntry: false });
		if (stat === undefined) return undefined;
		if (!stat.isFile()) return "link";
		return { content: readFileSync(file, "latin1"), mode: stat.mode & 0o7777 };
	} catch (error) {
		throw notWritable(file, "read", error);
	}
}

/**
 * Puts a hook's whole content in place at once: git never sees a half of it.
 *
 * @param mode permission bits; for a new hook what the umask leaves of 0777
 * @throws CannotCheck where the file system does not allow it; the hook is then as it was
 */
export function writeHook(file: string, content: string, mode: number | undefined): void {
	const beside = `${file}.mg-hook-${process.pid}`;
	try {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(beside, content, { encoding: "latin1", flag: "wx", mode: 0o777 });
		if (mode !== undefined) chmodSync(beside, mode);
		renameSync(beside, file);
	} catch (error) {
		rmSync(beside, { force: true });
		throw notWritable(file, "written", error);
	}
}

export function removeHook(file: string): void {
	try {
		rmSync(file);
	} catch (error) {
		throw notWritable(file, "removed", error);
	}
}

function notWritable(file: string, done: string, error: unknown): CannotCheck {
	return new CannotCheck(
		"hook",
		`The hook ${file} cannot be ${done} (${(error as NodeJS.ErrnoException).code ?? "unknown fault"}).`,
		"Give yourself leave to write it and its folder, and try again.",
		error,
	);
}
