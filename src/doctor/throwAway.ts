import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { askGit, askLine, type GitCall } from "../git/client.js";
import { hasHead } from "../git/repository.js";
import { temporaryFolder } from "./temporaryFolder.js";

/**
 * An index and an object store beside those of a repository, in a temporary folder: what is staged or
 * committed there leaves no trace in the repository. Objects that the repository has can be read.
 */
export class ThrowAway {
	private constructor(
		/** `folder`: the temporary one, for whatever else there is to write; `env`: what leads git to it. */
		readonly at: { root: string; folder: string; env: Readonly<Record<string, string>> },
		private readonly silenced: readonly string[],
	) {}

	/**
	 * @param silenced settings that keep every hook from running while the index is written
	 * @param isEmpty whether the index starts without a file, and not as HEAD is
	 */
	static async make(
		root: string,
		{ silenced, isEmpty }: { silenced: readonly string[]; isEmpty: boolean },
	): Promise<ThrowAway> {
		const objects = resolve(root, await askLine(root, ["rev-parse", "--git-path", "objects"]));
		const folder = temporaryFolder(dirname(objects));
		mkdirSync(join(folder, "objects"));
		const others = process.env["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? "";
		const env = {
			GIT_INDEX_FILE: join(folder, "index"),
			GIT_OBJECT_DIRECTORY: join(folder, "objects"),
			GIT_ALTERNATE_OBJECT_DIRECTORIES: `${alternate(objects)}${others === "" ? "" : `${delimiter}${others}`}`,
			// Nothing is fetched for a try.
			GIT_NO_LAZY_FETCH: "1",
		};
		const made = new ThrowAway({ root, folder, env }, silenced);
		try {
			if (!isEmpty && (await hasHead(root))) await made.git(["read-tree", "HEAD"]);
		} catch (error) {
			made.remove();
			throw error;
		}
		return made;
	}

	/** Stages one file, in place of what was there by its name. */
	async stage(path: string, content: string): Promise<void> {
		const object = await this.line(["hash-object", "-w", "--stdin"], { input: content });
		await this.git(["update-index", "--add", "--cacheinfo", `100644,${object},${path}`]);
	}

	/** A commit without parents of all that is staged. */
	async commit(): Promise<string> {
		const tree = await this.line(["write-tree"]);
		const config = ["user.name=mg-hook doctor", "user.email=doctor@localhost", "commit.gpgSign=false"];
		return this.line(["commit-tree", tree], { input: "mg-hook doctor\n", config });
	}

	/** Writes a file into the temporary folder. */
	write(name: string, content: string): string {
		const file = join(this.at.folder, name);
		writeFileSync(file, content);
		return file;
	}

	remove(): void {
		rmSync(this.at.folder, { recursive: true, force: true });
	}

	private async git(args: readonly string[], call: GitCall = {}): Promise<Buffer> {
		const config = [
			// git would run post-index-change, and put parts of a split index into the repository.
			"core.hooksPath=/dev/null",
			"core.splitIndex=false",
			"core.untrackedCache=false",
			...this.silenced,
			...(call.config ?? []),
		];
		return askGit(this.at.root, args, { ...call, config, env: this.at.env });
	}

	private async line(args: readonly string[], call: GitCall = {}): Promise<string> {
		return String(await this.git(args, call)).trim();
	}
}

/** git takes a path in quotes where it holds what separates paths. */
function alternate(path: string): string {
	return path.includes(delimiter) || path.startsWith('"') ? JSON.stringify(path) : path;
}
