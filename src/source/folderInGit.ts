import { existsSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { askGit } from "../git/client.js";
import { isOutsideRepository } from "../git/failure.js";
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
	let output: Buffer;
	try {
		output = await askGit(
			from,
			[
				"ls-files",
				"-z",
				"--cached",
				"--others",
				"--exclude-standard",
				...(inside ? ["--", literal(folder, base)] : []),
			],
			{
				onComplaint: (text) => {
					for (const [, name = ""] of text.matchAll(CLOSED)) onClosed(join(Buffer.from(from), Buffer.from(name)));
				},
			},
		);
	} catch (error) {
		if (isOutsideRepository(error)) return undefined;
		throw error;
	}
	const files: Buffer[] = [];
	for (let start = 0, end = output.indexOf(0); end !== -1; start = end + 1, end = output.indexOf(0, start)) {
		files.push(join(Buffer.from(from), output.subarray(start, end)));
	}
	return files;
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

function literal(folder: string, base: string): string {
	return `:(literal)${relative(base, folder).split(sep).join("/")}`;
}
