import { closeSync, fstatSync, lstatSync, openSync, readlinkSync, readSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { displayPath } from "../git/displayPath.js";
import { BlockBuilder } from "./blockBuilder.js";
import { relativeTo } from "./bytePath.js";
import { isIgnored, listedByGit } from "./folderInGit.js";
import type { Reading, TakeBlock } from "./reading.js";
import { UnreadablePaths } from "./unreadablePaths.js";
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
	/** Ends the reading early, with what was read so far. */
	signal?: AbortSignal | undefined;
}

/**
 * Reads files, and folders with all that is in them, from the work tree. A file that is named is
 * always read; of a folder what `.gitignore` leaves out is not, nor is `.git`. A symbolic link is
 * followed where it is named; in a folder it is what git takes it for: a text that names its target.
 */
export async function readPaths(paths: readonly string[], options: PathsOptions, take: TakeBlock): Promise<Reading> {
	const reader = new PathReader(options, take);
	for (const path of paths) await reader.readNamed(resolve(options.cwd, path));
	return reader.reading;
}

class PathReader {
	private readonly builder: BlockBuilder;
	private readonly unreadable: UnreadablePaths;
	/** What was read, by its path in Latin-1: a file that is named twice, or lies in a named folder, is read once. */
	private readonly seen = new Set<string>();
	private entries = 0;

	constructor(
		private readonly options: PathsOptions,
		take: TakeBlock,
	) {
		this.builder = new BlockBuilder((block) => take(block));
		this.unreadable = new UnreadablePaths(options.base);
	}

	get reading(): Reading {
		return { ...this.builder.extent, errors: this.unreadable.errors };
	}

	/** @param path absolute */
	readNamed(path: string): Promise<void> {
		return this.unreadable.attempt(Buffer.from(path), async () => {
			if (statSync(path).isDirectory()) {
				const folder = realpathSync(path);
				const { ignored, base } = this.options;
				// A named folder that .gitignore leaves out is read all the same, and whole.
				await this.readFolder(Buffer.from(folder), ignored || (await isIgnored(folder, base)));
			} else {
				const file = Buffer.from(resolve(realpathSync(dirname(path)), basename(path)));
				await this.once(file, () => this.readFile(file));
			}
		});
	}

	private async readFolder(folder: Buffer, ignored: boolean): Promise<void> {
		const listed = ignored
			? undefined
			: await listedByGit(folder.toString("utf8"), this.options.base, (closed) =>
					this.unreadable.add(closed, "EACCES"),
				);
		if (listed === undefined) {
			const { walk } = await import("./walk.js");
			await walk(folder, {
				ignored,
				read: (file) => this.readEntry(file),
				attempt: (path, action) => this.unreadable.attempt(path, action),
			});
			return;
		}
		for (const file of listed) await this.unreadable.attempt(file, () => this.readEntry(file));
	}

	/** Reads what lies in a folder, whatever it is. */
	private async readEntry(path: Buffer): Promise<void> {
		const { signal, ignored } = this.options;
		// A signal is only heard between turns of the event loop, and reading takes none.
		if (++this.entries % ENTRIES_A_TURN === 0) await new Promise(setImmediate);
		if (signal?.aborted === true) return;
		const kind = lstatSync(path, { throwIfNoEntry: false });
		// Gone since it was listed, or deleted in the work tree only.
		if (kind === undefined) return;
		if (kind.isSymbolicLink()) await this.once(path, () => this.readLink(path));
		else if (kind.isFile()) await this.once(path, () => this.readFile(path));
		else if (kind.isDirectory()) await this.readFolder(path, ignored);
	}

	private async once(path: Buffer, read: () => void): Promise<void> {
		const name = path.toString("latin1");
		if (this.seen.has(name)) return;
		this.seen.add(name);
		await this.unreadable.attempt(path, read);
	}

	private readLink(link: Buffer): void {
		readText(this.builder, this.shown(link), readlinkSync(link, "buffer"));
	}

	private readFile(file: Buffer): void {
		const handle = openSync(file, "r");
		try {
			const whole = new WholeFile(this.builder, this.shown(file));
			const chunk = Buffer.allocUnsafe(Math.min(BYTES_AT_ONCE, Math.max(4096, fstatSync(handle).size + 1)));
			for (let size = readSync(handle, chunk); size > 0; size = readSync(handle, chunk)) whole.push(chunk, 0, size);
			whole.end();
		} finally {
			closeSync(handle);
		}
	}

	private shown(path: Buffer): string {
		return displayPath(relativeTo(this.options.base, path));
	}
}
