import { type Dirent, readdirSync, readFileSync } from "node:fs";
import ignore, { type Ignore } from "ignore";
import { displayPath } from "../git/displayPath.js";
import { join } from "./bytePath.js";

/** A `.gitignore` and the folder that it speaks of. */
interface IgnoreFile {
	folder: Buffer;
	rules: Ignore;
}

export interface WalkOptions {
	/** Also hand on what .gitignore leaves out. */
	ignored: boolean;
	/** Takes each file and link. */
	read: (file: Buffer) => Promise<void>;
	/** Runs what may fail for one path. */
	attempt: (path: Buffer, action: () => void | Promise<void>) => Promise<void>;
}

/**
 * Hands on each file and link below a folder that git is not asked about, in the order of names;
 * never what is in `.git`. Unless `ignored`, `.gitignore` files count, those of inner folders first.
 *
 * @param above the `.gitignore` files of the folders that it is in, outermost first
 */
export async function walk(folder: Buffer, options: WalkOptions, above: readonly IgnoreFile[] = []): Promise<void> {
	const { ignored, read, attempt } = options;
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
		if (entry.isDirectory()) await walk(path, options, rules);
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
