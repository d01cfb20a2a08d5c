import { streamGit } from "../git/client.js";
import { unreadableOutput } from "../git/failure.js";
import { LOG_OPTIONS, LOG_SETTINGS, PATCH_OPTIONS, WITH_RENAMES, WITHOUT_DELETED } from "../git/fixedOptions.js";
import { type NamedObject, readBlobs } from "./blobs.js";
import { BlockBuilder } from "./blockBuilder.js";
import { DiffReader } from "./diffReader.js";
import { type CommitPlace, type Reading, type TakeBlock, untilAborted } from "./reading.js";
import { CONTEXT_LINES } from "./stagedDiff.js";

/** Which commits to read. */
export interface CommitSelection {
	/** Options and revisions of `git rev-list`. */
	revisions: readonly string[];
	/** Revisions on standard input, one a line: there may be many. */
	input?: string | undefined;
	/**
	 * Whether they are all there is: what a renamed file holds was added before, and is read then. So
	 * git need not look for renames, which can take it as long as all the rest.
	 */
	whole?: boolean;
}

export interface LogOptions {
	take: TakeBlock;
	/** Called as each commit begins. */
	onCommit?: (() => void) | undefined;
	signal?: AbortSignal | undefined;
}

/** A NUL, which git lets into none of these, begins and ends each part. */
const MARK = "%x00%H%x00%aI%x00%aN <%aE>";

/**
 * Reads what each of the selected commits added, the newest first, through one `git log`.
 *
 * @throws CannotCheck where git fails
 */
export async function readCommits(
	directory: string,
	{ revisions, input, whole = false }: CommitSelection,
	{ take, onCommit, signal }: LogOptions,
): Promise<Reading> {
	let place: CommitPlace | undefined;
	const unshown: (NamedObject & { place: CommitPlace | undefined })[] = [];
	const builder = new BlockBuilder((block) => take(block, place));
	const reader = new DiffReader({
		file: (path) => builder.file(path),
		hunk: (firstLine, heading) => builder.hunk(firstLine, heading),
		line: (added) => builder.line(added),
		text: (chunk, start, end) => builder.text(chunk, start, end),
		lineEnd: () => builder.lineEnd(),
		hunkEnd: () => builder.hunkEnd(),
		mark: (line) => {
			place = placeOf(line);
			onCommit?.();
		},
		unshown: (path, object) => {
			// Of a file that the merge took out there is nothing to read.
			if (!/^0*$/u.test(object)) unshown.push({ path, object, place });
		},
	});
	let errors: Reading["errors"] = [];
	await untilAborted(signal, async () => {
		await streamGit(
			directory,
			[
				"log",
				`--format=tformat:${MARK}`,
				// A merge is compared with all of its parents at once: it shows what it alone brought in.
				"--cc",
				"--full-index",
				...LOG_OPTIONS,
				...PATCH_OPTIONS,
				WITHOUT_DELETED,
				...(whole ? ["--no-renames"] : WITH_RENAMES),
				`--unified=${CONTEXT_LINES}`,
				...revisions,
			],
			{ config: LOG_SETTINGS, input, signal, take: (chunk) => reader.push(chunk) },
		);
		reader.end();
		// What a merge brought into such a file is not told from what its parents had: all of it is read.
		errors = await readBlobs(directory, unshown, {
			builder,
			begin: (index) => {
				place = unshown[index]?.place;
			},
			signal,
		});
	});
	return { ...builder.extent, errors };
}

function placeOf(line: Buffer): CommitPlace {
	const [, commit, date, author] = line.toString("utf8").split("\0");
	if (commit === undefined || date === undefined || author === undefined) {
		throw unreadableOutput("The line of a commit that git log printed");
	}
	return { commit, date, author };
}
