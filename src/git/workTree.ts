import { closeSync, fstatSync, lstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { askGit } from "./client.js";
import { splitRecords } from "./records.js";

const PIECE = 1 << 20;

/**
 * Names of the files in the work tree that git would look at: tracked ones and those that are not
 * ignored. Bytes, since a name need not be UTF-8.
 */
export async function workTreePaths(root: string): Promise<Buffer[]> {
	const out = await askGit(root, ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
	// An unmerged file is listed once for each of its stages.
	return [...new Map(splitRecords(out).map((path) => [path.toString("latin1"), path])).values()];
}

/**
 * Reads a plain file piece by piece; links are not followed, since what they lead to has its own place.
 *
 * @param take called with each piece; its memory is used again for the next one
 * @returns `absent` where it is no plain file (a link, a folder, deleted), `unreadable` where it cannot be read
 */
export function readPlainFile(
	root: string,
	path: Buffer,
	take: (piece: Buffer) => void,
): "read" | "absent" | "unreadable" {
	const file = Buffer.concat([Buffer.from(join(root, "/")), path]);
	let handle: number | undefined;
	try {
		if (!lstatSync(file).isFile()) return "absent";
		handle = openSync(file, "r");
		const size = fstatSync(handle).size;
		const buffer = Buffer.allocUnsafe(Math.min(PIECE, size + 1));
		for (;;) {
			const count = readSync(handle, buffer, 0, buffer.length, null);
			if (count === 0) return "read";
			take(buffer.subarray(0, count));
		}
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		return code === "ENOENT" || code === "ENOTDIR" ? "absent" : "unreadable";
	} finally {
		if (handle !== undefined) closeSync(handle);
	}
}
