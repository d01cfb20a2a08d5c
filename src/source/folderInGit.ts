import { existsSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { askGit } from "../git/client.js";
import { isOutsideRepository } from "../git/failure.js";
import { workTreePaths } from "../git/workTree.js";
import { join } from "./bytePath.js";

/** `warning: could not open directory 'locked/': Permission denied` */
const CLOSED = /^warning: could not open directory '(.*)': /gmu;

/**
 * The files below a folder that git tracks or would; undefined outside of any repository. What is
 * another repository stands as its folder.
 *
 * @param base the root of the work tree: git is asked there, since in a hook it may take any other
 *   folder for the root
 * @param onClosed told of each folder that git could not open: git goes on without it
 */
export async function listedByGit(
	folder: string,
	base: string,
	onClosed: (folder: Buffer) => void,
): Promise<Buffer[] | undefined> {
	const inside = isInside(folder, base) && !existsSync(resolve(folder, ".git"));
	const from = inside ? base : folder;
	try {
		const files = await workTreePaths(from, {
			below: inside ? relative(base, folder).split(sep).join("/") : undefined,
			onComplaint: (text) => {
				for (const [, name = ""] of text.matchAll(CLOSED)) onClosed(join(Buffer.from(from), Buffer.from(name)));
			},
		});
		return files.map((file) => join(Buffer.from(from), file));
	} catch (error) {
		if (isOutsideRepository(error)) return undefined;
		throw error;
	}
}

/** Whether `.gitignore` leaves out a folder. */
export async function isIgnored(folder: string, base: string): Promise<boolean> {
	if (!isInside(folder, base)) return false;
	try {
		const answer = await askGit(base, ["check-ignore", "--", relative(base, folder)], { alsoFine: [1] });
		return answer.length > 0;
	} catch (error) {
		if (isOutsideRepository(error)) return false;
		throw error;
	}
}

function isInside(folder: string, base: string): boolean {
	const path = relative(base, folder);
	return path !== "" && path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
