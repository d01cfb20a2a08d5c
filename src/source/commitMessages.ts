import { readFile } from "node:fs/promises";
import { CannotCheck } from "../failure.js";
import { streamGit } from "../git/client.js";
import { unreadableOutput } from "../git/failure.js";
import { LOG_OPTIONS, LOG_SETTINGS } from "../git/fixedOptions.js";
import { RecordReader } from "../git/records.js";
import { BlockBuilder } from "./blockBuilder.js";
import type { CommitSelection } from "./commitLog.js";
import { type CommitPlace, type Reading, type TakeBlock, untilAborted } from "./reading.js";
import { readText } from "./wholeFile.js";

/** The path that findings in a commit's message have. */
export const MESSAGE_PATH = "COMMIT_MSG";

/** What git shows the person below in the editor, and never commits: a line of this shape, then comments and the patch. */
const SCISSORS = /^(\S) -{24} >8 -{24}\r?\n(?=\1 )/mu;

/** What stands before the first NUL (nothing, or a line feed), then these. */
const FORMAT = "--format=tformat:%x00%H%x00%aI%x00%aN <%aE>%x00%B%x00";
const FIELDS = 5;

/**
 * Reads the messages of the selected commits. They go through a log of their own: in one with
 * patches, a line of a message could pass for one of a patch.
 *
 *     NUL <commit> NUL <date> NUL <author> NUL <message> NUL LF
 *
 * @throws CannotCheck where git fails
 */
export async function readMessages(
	directory: string,
	{ revisions, input }: CommitSelection,
	{ take, signal }: { take: TakeBlock; signal?: AbortSignal | undefined },
): Promise<Reading> {
	let place: CommitPlace | undefined;
	const builder = new BlockBuilder((block) => take(block, place));
	const fields: Buffer[] = [];
	const records = new RecordReader((record) => {
		fields.push(Buffer.from(record));
		if (fields.length < FIELDS) return;
		const [, commit, date, author, message] = fields;
		place = { commit: String(commit), date: String(date), author: String(author) };
		readText(builder, MESSAGE_PATH, message ?? Buffer.alloc(0));
		fields.length = 0;
	});
	await untilAborted(signal, () =>
		streamGit(directory, ["log", "--no-patch", FORMAT, ...LOG_OPTIONS, ...revisions], {
			config: LOG_SETTINGS,
			input,
			signal,
			take: (chunk) => records.push(chunk),
		}),
	);
	if (fields.length > 0 && signal?.aborted !== true) throw unreadableOutput("The messages that git log printed");
	return { ...builder.extent, errors: [] };
}

/**
 * Reads the message in the file that git gives a `commit-msg` hook, as far as it can be committed.
 *
 * @throws CannotCheck where the file cannot be read
 */
export async function readMessageFile(file: string, take: TakeBlock): Promise<Reading> {
	const builder = new BlockBuilder((block) => take(block));
	let content: Buffer;
	try {
		content = await readFile(file);
	} catch (error) {
		throw new CannotCheck(
			"input",
			`The commit message cannot be read from ${file} (${(error as NodeJS.ErrnoException).code ?? "unknown error"}).`,
			"Name the file that git gives a commit-msg hook as its argument.",
		).because(error);
	}
	readText(builder, MESSAGE_PATH, messageIn(content));
	return { ...builder.extent, errors: [] };
}

/** The message in the file that git gives a `commit-msg` hook, as far as it can be committed. */
export function messageIn(file: Buffer): Buffer {
	const text = file.toString("latin1");
	const cut = SCISSORS.exec(text)?.index;
	return cut === undefined ? file : file.subarray(0, cut);
}
