import { CannotCheck } from "../failure.js";
import { streamGit } from "../git/client.js";
import { type NamedObject, readObjects } from "./blobs.js";
import { BlockBuilder } from "./blockBuilder.js";
import { DiffReader } from "./diffReader.js";
import { type CommitPlace, type Reading, type TakeBlock, untilAborted } from "./reading.js";
import { FIXED_FORMAT } from "./stagedDiff.js";

/** As many as for a staged change: a key is judged alike wherever it is found. */
const CONTEXT_LINES = 8;

/** Which commits to read. */
export interface CommitSelection {
	/** Options and revisions of `git rev-list`. */
	revisions: readonly string[];
	/** Revisions on standard input, one a line: there may be many. */
	input?: string;
	/**
	 * Whether they are all there is: what a renamed file holds was added before, and is read then. So
	 * git need not look for renames, which can take it as long as all the rest.
	 */
	whole?: boolean;
}

export interface LogOptions {
	/** Called as each commit begins. */
	onCommit?: () => void;
	signal?: AbortSignal;
}

/**
 * What makes a log the same whatever the user's configuration says, beyond the patch itself. A
 * merge is compared with all of its parents at once, so that it shows what it alone brought in.
 */
export const FIXED_LOG = ["--root", "--no-show-signature", "--no-notes", "--encoding=UTF-8", "--use-mailmap"] as const;

/** What options do not reach. */
export const FIXED_LOG_SETTINGS = ["diff.suppressBlankEmpty=false", "log.follow=false"] as const;

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
	take: TakeBlock,
	{ onCommit, signal }: LogOptions = {},
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
	let missing: string[] = [];
	await untilAborted(signal, async () => {
		await streamGit(
			directory,
			[
				"log",
				`--format=tformat:${MARK}`,
				"--cc",
				"--full-index",
				...FIXED_LOG,
				...FIXED_FORMAT,
				`--unified=${CONTEXT_LINES}`,
				...(whole ? ["--no-renames"] : []),
				...revisions,
			],
			(chunk) => {
				reader.push(chunk);
			},
			{
				config: FIXED_LOG_SETTINGS,
				...(input === undefined ? {} : { input }),
				...(signal === undefined ? {} : { signal }),
			},
		);
		reader.end();
		// What a merge brought into such a file is not told from what its parents had: all of it is read.
		missing = await readObjects(
			directory,
			unshown,
			builder,
			(index) => {
				place = unshown[index]?.place;
			},
			signal,
		);
	});
	return {
		...builder.extent,
		errors: missing.map((path) => ({ path, message: "git does not have its content here" })),
	};
}

function placeOf(line: Buffer): CommitPlace {
	const [, commit, date, author] = line.toString("utf8").split("\0");
	if (commit === undefined || date === undefined || author === undefined) {
		throw new CannotCheck(
			"git",
			"The log that git printed could not be read: a commit's own line is not as asked for.",
			"This is a fault of mg-hook or of this git; please report it.",
		);
	}
	return { commit, date, author };
}
