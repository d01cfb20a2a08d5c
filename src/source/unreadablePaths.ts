import type { CheckError } from "../finding/result.js";
import { displayPath } from "../git/displayPath.js";
import { relativeTo } from "./bytePath.js";

/** What is wrong with a path that cannot be read, in words. */
const REASONS: Readonly<Record<string, string>> = {
	ENOENT: "there is no such file or folder",
	ENOTDIR: "a part of its path is a file",
	EACCES: "it may not be read",
	EPERM: "it may not be read",
	ELOOP: "its symbolic links go round in a circle",
	ENAMETOOLONG: "its name is too long",
};

/** Keeps account of the paths that cannot be read, so that the others still can be. */
export class UnreadablePaths {
	readonly errors: CheckError[] = [];

	/** @param base what the paths are shown relative to */
	constructor(private readonly base: string) {}

	/**
	 * Runs what may fail for one path.
	 *
	 * @throws what is not a failure of the file system
	 */
	async attempt(path: Buffer, action: () => void | Promise<void>): Promise<void> {
		try {
			await action();
		} catch (error) {
			const { code } = error as NodeJS.ErrnoException;
			if (code === undefined) throw error;
			this.add(path, code);
		}
	}

	/** @param code as the system names the failure: `EACCES` */
	add(path: Buffer, code: string): void {
		this.errors.push({
			path: displayPath(relativeTo(this.base, path)),
			message: `${REASONS[code] ?? "it cannot be read"} (${code})`,
		});
	}
}
