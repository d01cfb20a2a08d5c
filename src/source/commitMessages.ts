import { streamGit } from "../git/client.js";
import { BlockBuilder } from "./blockBuilder.js";
import { type CommitSelection, FIXED_LOG, FIXED_LOG_SETTINGS } from "./commitLog.js";
import { type CommitPlace, type Reading, type TakeBlock, untilAborted } from "./reading.js";

/** The path that findings in a commit's message have. */
export const MESSAGE_PATH = "COMMIT_MSG";

/** What git shows the person below in the editor, and never commits: a line of this shape, then comments and the patch. */
const SCISSORS = /^(\S) -{24} >8 -{24}\r?\n(?=\1 )/mu;

/**
 * Reads the messages of the selected commits. They go through a log of their own: in one with
 * patches, a line of a message could pass for one of a patch.
 *
 *     NUL <commit> NUL <date> NUL <author> NUL <message> NUL LF
 */
export async function readMessages(
	directory: string,
	{ revisions, input }: CommitSelection,
	take: TakeBlock,
	signal?: AbortSignal,
): Promise<Reading> {
	let place: CommitPlace | undefined;
	const builder = new BlockBuilder((block) => take(block, place));
	const fields: Buffer[] = [];
	let rest = Buffer.alloc(0);
	const read = () =>
		streamGit(
			directory,
			["log", "--no-patch", "--format=tformat:%x00%H%x00%aI%x00%aN <%aE>%x00%B%x00", ...FIXED_LOG, ...revisions],
			(chunk) => {
				const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
				let start = 0;
				for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
					fields.push(Buffer.from(bytes.subarray(start, end)));
					start = end + 1;
					// The first field is what stands before the NUL: nothing, or a line feed.
					if (fields.length < 5) continue;
					const [, commit, date, author, message] = fields;
					place = { commit: String(commit), date: String(date), author: String(author) };
					builder.wholeText(MESSAGE_PATH, message ?? Buffer.alloc(0));
					fields.length = 0;
				}
				rest = Buffer.from(bytes.subarray(start));
			},
			{
				config: FIXED_LOG_SETTINGS,
				...(input === undefined ? {} : { input }),
				...(signal === undefined ? {} : { signal }),
			},
		);
	await untilAborted(signal, read);
	return { ...builder.extent, errors: [] };
}

/** The message in the file that git gives a `commit-msg` hook, as far as it can be committed. */
export function messageIn(file: Buffer): Buffer {
	const text = file.toString("latin1");
	const cut = SCISSORS.exec(text)?.index;
	return cut === undefined ? file : file.subarray(0, cut);
}
