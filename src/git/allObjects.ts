import { CannotCheck } from "../failure.js";
import { streamGit } from "./client.js";

/** What `readAllObjects` tells, in the order of git's storage. */
export interface ObjectListener {
	/** An object begins; its content follows where this returns true. */
	object(id: string, type: string): boolean;
	/** Bytes `chunk[start, end)` of the current object. */
	data(chunk: Buffer, start: number, end: number): void;
	/** The current object is over; only told where its content was wanted. */
	end(): void;
	/** A piece of git's output as it comes, before it is taken apart. */
	chunk?(chunk: Buffer): void;
}

const FEED = 10;

/**
 * Reads every object that this repository has: each once, whatever reaches it (a branch, a stash,
 * a reflog or nothing any more), which is why it is faster than reading differences. What a
 * partial clone does not have is not fetched.
 *
 *     <object id> blob 5
 *     hello
 */
export async function readAllObjects(root: string, listener: ObjectListener): Promise<void> {
	let header = "";
	let left = -1;
	let wanted = false;
	await streamGit(root, ["cat-file", "--batch-all-objects", "--unordered", "--buffer", "--batch"], (chunk) => {
		listener.chunk?.(chunk);
		let index = 0;
		while (index < chunk.length) {
			if (left === -1) {
				const feed = chunk.indexOf(FEED, index);
				header += chunk.toString("latin1", index, feed === -1 ? chunk.length : feed);
				if (header.length > 200) throw malformed();
				if (feed === -1) return;
				index = feed + 1;
				const match = /^([0-9a-f]{40,64}) (\w+) (\d+)$/u.exec(header);
				if (match === null) throw malformed();
				header = "";
				left = Number(match[3]);
				wanted = listener.object(match[1] ?? "", match[2] ?? "");
				continue;
			}
			if (left > 0) {
				const end = Math.min(chunk.length, index + left);
				if (wanted) listener.data(chunk, index, end);
				left -= end - index;
				index = end;
				continue;
			}
			// The line feed behind the content.
			if (wanted) listener.end();
			index++;
			left = -1;
		}
	});
	if (left !== -1 || header !== "") throw malformed();
}

function malformed(): CannotCheck {
	return new CannotCheck(
		"git",
		"git cat-file printed something that could not be read.",
		"Run git fsck to see whether the repository is whole; if it is, please report this.",
	);
}
