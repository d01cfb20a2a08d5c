import { randomBytes } from "node:crypto";
import { posix } from "node:path";
import { CannotCheck } from "../failure.js";
import { askGit } from "../git/client.js";
import { splitRecords } from "../git/records.js";
import { findConfiguration } from "../policy/findConfiguration.js";

/** Where a file is put that is not there, for a check to see. */
export interface MadeUpFile {
	/** From the root of the work tree, with `/`. */
	path: string;
	/** The folder or the file that it is put into, where the configuration ignores it at the root. */
	instead?: string;
	/** The configuration ignores it, and every file that is tracked. */
	isIgnored?: true;
}

/**
 * A file at the root; where the configuration ignores that, one beside a tracked file that it does not
 * ignore; where it ignores that too, such a tracked file itself.
 *
 * @throws CannotCheck where git fails
 */
export async function madeUpFile(root: string): Promise<MadeUpFile> {
	const name = `mg-hook-doctor-${randomBytes(6).toString("hex")}`;
	const ignores = await ignoring(root);
	if (!ignores(name)) return { path: name };
	const seen = splitRecords(await askGit(root, ["ls-files", "-z"]))
		.map(String)
		.filter((path) => !ignores(path));
	for (const folder of new Set(seen.map((path) => posix.dirname(path)))) {
		const path = posix.join(folder, name);
		if (!ignores(path)) return { path, instead: `${folder}/` };
	}
	const [path] = seen;
	return path === undefined ? { path: name, isIgnored: true } : { path, instead: path };
}

/** Where the configuration does not hold, nothing is ignored: its own check says why. */
async function ignoring(root: string): Promise<(path: string) => boolean> {
	try {
		const file = await findConfiguration(root);
		if (file === undefined) return () => false;
		const { loadConfiguration } = await import("../policy/loadConfiguration.js");
		return (await loadConfiguration(file, root)).ignores;
	} catch (error) {
		if (!(error instanceof CannotCheck)) throw error;
		return () => false;
	}
}
