import { askGit } from "../git/client.js";
import { unreadableOutput } from "../git/failure.js";
import { readBlobs } from "./blobs.js";
import { BlockBuilder } from "./blockBuilder.js";
import type { Reading, TakeBlock } from "./reading.js";

/** The path that findings in an annotated tag have. */
export const TAG_PATH = "TAG_MSG";

/**
 * Reads annotated tags, their messages in them, which no commit shows.
 *
 * @param objects those that may be tags; every tag of the repository unless given
 * @throws CannotCheck where git fails
 */
export async function readTags(directory: string, take: TakeBlock, objects?: readonly string[]): Promise<Reading> {
	const answer =
		objects === undefined
			? await askGit(directory, ["for-each-ref", "--format=%(objectname) %(objecttype)", "refs/tags"])
			: await askGit(directory, ["cat-file", "--batch-check=%(objectname) %(objecttype)"], {
					input: objects.map((object) => `${object}\n`).join(""),
				});
	const lines = answer.toString("latin1").split("\n");
	if (lines.pop() !== "" || (objects !== undefined && lines.length !== objects.length)) {
		throw unreadableOutput("What git said of the objects that may be tags");
	}
	const tags = lines
		.map((line) => line.split(" "))
		.flatMap(([object = "", type]) => {
			if (type === "tag") return [{ object, path: TAG_PATH }];
			// Nothing of it was read, its commits neither: the reading below says so.
			return type === "missing" ? [{ object, path: object }] : [];
		});
	const builder = new BlockBuilder((block) => take(block));
	const errors = await readBlobs(directory, tags, { builder });
	return { ...builder.extent, errors };
}
