import { CannotCheck } from "../failure.js";
import { streamGit } from "../git/client.js";
import type { BlockBuilder } from "./blockBuilder.js";
import { WholeFile } from "./wholeFile.js";

/** A blob and the path that it is read under. */
export interface NamedObject {
	/** Whole or unique. */
	object: string;
	path: string;
}

const FEED = 10;
const LONGEST_HEADER = 4096;

/**
 * Reads whole objects as files of which every line is new, through one `git cat-file --batch`, which
 * answers in the order it is asked:
 *
 *     <object id> SP <type> SP <size> LF <content> LF
 *     <object id as asked> SP missing LF
 *
 * @param begin called before an object's content, with its place in `objects`
 * @returns the paths of objects that are not in the repository (a partial clone)
 * @throws CannotCheck where git fails
 */
export async function readObjects(
	directory: string,
	objects: readonly NamedObject[],
	builder: BlockBuilder,
	begin: (index: number) => void = () => undefined,
	signal?: AbortSignal,
): Promise<string[]> {
	if (objects.length === 0) return [];
	const missing: string[] = [];
	let index = 0;
	let header = Buffer.alloc(0);
	let left = 0;
	let file: WholeFile | undefined;
	await streamGit(
		directory,
		["cat-file", "--batch", "--buffer"],
		(chunk) => {
			for (let at = 0; at < chunk.length; ) {
				if (file === undefined) {
					const feed = chunk.indexOf(FEED, at);
					const end = feed === -1 ? chunk.length : feed;
					header = Buffer.concat([header, chunk.subarray(at, end)]);
					if (header.length > LONGEST_HEADER) throw unreadable();
					at = end + 1;
					if (feed === -1) continue;
					const match = /^[0-9a-f]+ (?:[a-z]+ (\d+)|(?:missing|ambiguous))$/u.exec(header.toString("latin1"));
					const asked = objects[index];
					header = Buffer.alloc(0);
					if (match === null || asked === undefined) throw unreadable();
					if (match[1] === undefined) {
						missing.push(asked.path);
						index++;
						continue;
					}
					begin(index);
					// The feed behind the content counts with it.
					left = Number(match[1]) + 1;
					file = new WholeFile(builder, asked.path);
				}
				const end = Math.min(chunk.length, at + left);
				file.push(chunk, at, left === end - at ? end - 1 : end);
				left -= end - at;
				at = end;
				if (left > 0) continue;
				file.end();
				file = undefined;
				index++;
			}
		},
		{
			input: `${objects.map(({ object }) => object).join("\n")}\n`,
			...(signal === undefined ? {} : { signal }),
		},
	);
	if (index !== objects.length || file !== undefined) throw unreadable();
	return missing;
}

function unreadable(): CannotCheck {
	return new CannotCheck(
		"git",
		"What git cat-file printed could not be read.",
		"This is a fault of mg-hook or of this git; please report it.",
	);
}
