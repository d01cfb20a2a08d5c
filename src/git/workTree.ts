import { closeSync, fstatSync, lstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { askGit } from "./client.js";
import { splitRecords } from "./records.js";

const PIECE = 1 << 20;

/**
 * Names of the files in a work tree that git would look at: tracked ones and those that are not
 * ignored. Bytes, since a name need not be UTF-8. What is another repository stands as its folder.
 *
 * @param directory names are relative to it, and only what is below it is listed
 * @param below only what is below this folder, relative to `directory`, with `/`
 * @param onComplaint told what git could not look at: it goes on without
 * @throws CannotCheck where there is no work tree, or git fails
 */
export async function workTreePaths(
	directory: string,
	{ below, onComplaint }: { below?: string | undefined; onComplaint?: (text: string) => void } = {},
): Promise<Buffer[]> {
	const out = await askGit(
		directory,
		[
			"ls-files",
			"-z",
			"--cached",
			"--others",
			"--exclude-standard",
			...(below === undefined ? [] : ["--", `:(literal)${below}`]),
		],
		onComplaint === undefined ? {} : { onComplaint },
	);
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
