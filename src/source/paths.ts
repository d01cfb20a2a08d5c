import {
	closeSync,
	existsSync,
	fstatSync,
	lstatSync,
	openSync,
	readlinkSync,
	readSync,
	realpathSync,
	statSync,
} from "node:fs";
import { basename, dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { askGit } from "../git/client.js";
import { displayPath } from "../git/displayPath.js";
import { isOutsideRepository } from "../git/failure.js";
import { BlockBuilder } from "./blockBuilder.js";
import { join, relativeTo } from "./bytePath.js";
import type { Reading, TakeBlock } from "./reading.js";
import { readText, WholeFile } from "./wholeFile.js";

const BYTES_AT_ONCE = 1 << 20;
const ENTRIES_A_TURN = 64;

export interface PathsOptions {
	/** What the paths are relative to. */
	cwd: string;
	/** What findings' paths are relative to: the root of the work tree, without symbolic links in it. */
	base: string;
	/** Also read what .gitignore leaves out. */
	ignored: boolean;
}

/** What is wrong with a path that cannot be read, in words. */
const REASONS: Readonly<Record<string, string>> = {
	ENOENT: "there is no such file or folder",
	ENOTDIR: "a part of its path is a file",
	EACCES: "it may not be read",
	EPERM: "it may not be read",
	ELOOP: "its symbolic links go round in a circle",
	ENAMETOOLONG: "its name is too long",
};

/**
 * Reads files, and folders with all that is in them, from the work tree. A file that is named is
 * always read; of a folder what `.gitignore` leaves out is not, nor is `.git`. A symbolic link is
 * followed where it is named; in a folder it is what git takes it for: a text that names its target.
 */
export async function readPaths(
	paths: readonly string[],
	{ cwd, base, ignored }: PathsOptions,
	take: TakeBlock,
	signal?: AbortSignal,
): Promise<Reading> {
	const builder = new BlockBuilder((block) => take(block));
	const errors: Reading["errors"] = [];
	let entries = 0;
	const seen = new Set<string>();
	const shown = (file: Buffer): string => displayPath(relativeTo(base, file));

	const attempt = async (file: Buffer, read: () => void | Promise<void>): Promise<void> => {
		try {
			await read();
		} catch (error) {
			const { code } = error as NodeJS.ErrnoException;
			if (code === undefined) throw error;
			errors.push({ path: shown(file), message: `${REASONS[code] ?? "it cannot be read"} (${code})` });
		}
	};
	const readOnce = (file: Buffer, read: (file: Buffer) => void): Promise<void> => {
		const name = file.toString("latin1");
		if (seen.has(name)) return Promise.resolve();
		seen.add(name);
		return attempt(file, () => read(file));
	};
	const readFile = (file: Buffer): void => {
		const handle = openSync(file, "r");
		try {
			const whole = new WholeFile(builder, shown(file));
			const chunk = Buffer.allocUnsafe(Math.min(BYTES_AT_ONCE, Math.max(4096, fstatSync(handle).size + 1)));
			for (let size = readSync(handle, chunk); size > 0; size = readSync(handle, chunk)) whole.push(chunk, 0, size);
			whole.end();
		} finally {
			closeSync(handle);
		}
	};
	const readEntry = async (file: Buffer): Promise<void> => {
		// A signal is heard between turns of the event loop alone, and reading takes none.
		if (++entries % ENTRIES_A_TURN === 0) await new Promise(setImmediate);
		if (signal?.aborted === true) return;
		const kind = lstatSync(file, { throwIfNoEntry: false });
		// Gone since it was listed, or deleted in the work tree alone.
		if (kind === undefined) return;
		if (kind.isSymbolicLink()) {
			await readOnce(file, () => readText(builder, shown(file), readlinkSync(file, "buffer")));
		} else if (kind.isFile()) {
			await readOnce(file, readFile);
		} else if (kind.isDirectory()) {
			await readFolder(file);
		}
	};
	const readFolder = async (folder: Buffer): Promise<void> => {
		const listed = ignored
			? undefined
			: await listedByGit(folder.toString("utf8"), base, (closed) =>
					errors.push({ path: shown(closed), message: `${REASONS["EACCES"]} (EACCES)` }),
				);
		if (listed === undefined) {
			const { walk } = await import("./walk.js");
			await walk(folder, ignored, readEntry, attempt);
			return;
		}
		for (const file of listed) await attempt(file, () => readEntry(file));
	};

	for (const path of paths) {
		const named = resolve(cwd, path);
		await attempt(Buffer.from(named), async () => {
			const kind = statSync(named);
			const file = Buffer.from(
				kind.isDirectory() ? realpathSync(named) : resolve(realpathSync(dirname(named)), basename(named)),
			);
			if (!kind.isDirectory()) await readOnce(file, readFile);
			else if (!ignored && (await isIgnored(file.toString("utf8"), base))) {
				const { walk } = await import("./walk.js");
				await walk(file, true, readEntry, attempt);
			} else await readFolder(file);
		});
	}
	return { ...builder.extent, errors };
}

/** `warning: could not open directory 'locked/': Permission denied` */
const CLOSED = /^warning: could not open directory '(.*)': /gmu;

/**
 * The files below a folder that git tracks or would; undefined outside of any repository. What is
 * another repository stands as its folder.
 *
 * @param base the root of the work tree: git is asked there, since in a hook it may take any other
 *   folder for the root
 * @param onClosed told each folder that git was not let into: it goes on without
 */
async function listedByGit(
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

/** Whether `.gitignore` leaves out a folder: one that is named is read all the same, whole. */
async function isIgnored(folder: string, base: string): Promise<boolean> {
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
