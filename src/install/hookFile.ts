import { lstatSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { CannotCheck } from "../failure.js";
import { writeFile } from "../output/writeFile.js";

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
 * Puts a hook's whole content in place at once: git never sees a half of it. A new hook may be run by
 * whom the umask lets run it; one that was there keeps its permission bits.
 *
 * @param content a character a byte
 * @throws CannotCheck where the file system does not allow it; the hook is then as it was
 */
export async function writeHook(file: string, content: string): Promise<void> {
	const refusal = (error: unknown) => notWritable(file, "written", error);
	try {
		mkdirSync(dirname(file), { recursive: true });
	} catch (error) {
		throw refusal(error);
	}
	await writeFile(file, Buffer.from(content, "latin1"), { mode: 0o777, refusal });
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
		"Make it and its folder writable, and try again.",
	).because(error);
}
