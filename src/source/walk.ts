import { type Dirent, readdirSync, readFileSync } from "node:fs";
import ignore, { type Ignore } from "ignore";
import { displayPath } from "../git/displayPath.js";
import { join } from "./bytePath.js";

/** A `.gitignore` and the folder that it speaks of. */
interface IgnoreFile {
	folder: Buffer;
	rules: Ignore;
}

/**
 * Hands on each file and link below a folder that git is not asked about, in the order of names;
 * never what is in `.git`. Unless `ignored`, `.gitignore` files count, those of inner folders first.
 *
 * @param attempt runs what may fail for one path
 */
export async function walk(
	folder: Buffer,
	ignored: boolean,
	read: (file: Buffer) => Promise<void>,
	attempt: (path: Buffer, action: () => void | Promise<void>) => Promise<void>,
	above: readonly IgnoreFile[] = [],
): Promise<void> {
	let entries: Dirent<Buffer>[] = [];
	await attempt(folder, () => {
		entries = readdirSync(folder, { encoding: "buffer", withFileTypes: true }).sort((a, b) => a.name.compare(b.name));
	});
	const rules = [...above];
	const own = entries.find((entry) => !ignored && entry.isFile() && entry.name.toString("latin1") === ".gitignore");
	if (own !== undefined) {
		await attempt(join(folder, own.name), () => {
			rules.push({ folder, rules: ignore().add(readFileSync(join(folder, own.name), "utf8")) });
		});
	}
	for (const entry of entries) {
		const path = join(folder, entry.name);
		if (entry.name.toString("latin1") === ".git" || leavesOut(rules, path, entry.isDirectory())) continue;
		if (entry.isDirectory()) await walk(path, ignored, read, attempt, rules);
		else await attempt(path, () => read(path));
	}
}

function leavesOut(files: readonly IgnoreFile[], path: Buffer, isFolder: boolean): boolean {
	for (const { folder, rules } of [...files].reverse()) {
		const name = displayPath(path.subarray(folder.length + 1));
		if (!ignore.isPathValid(name)) continue;
		const verdict = rules.test(isFolder ? `${name}/` : name);
		if (verdict.ignored) return true;
		if (verdict.unignored) return false;
	}
	return false;
}
