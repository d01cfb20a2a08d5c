import { CannotCheck } from "../failure.js";
import { askGit } from "../git/client.js";
import { splitLines } from "../git/records.js";
import type { CommitSelection } from "./commitLog.js";

/** Names of the objects that a ref has here and on the remote; all zeros where it has none. */
export interface PushedRef {
	local: string;
	remote: string;
}

/**
 * Reads what git tells a `pre-push` hook on its standard input, one line a ref:
 *
 *     <local ref> SP <local object> SP <remote ref> SP <remote object> LF
 *
 * A ref that is to be deleted has zeros for its local object, a new one for its remote object.
 *
 * @throws CannotCheck where a line is not of that form
 */
export function parsePushedRefs(text: string): PushedRef[] {
	return text
		.split("\n")
		.filter((line) => line !== "")
		.map((line) => {
			const match = /^\S+ ([0-9a-f]{40,64}) \S+ ([0-9a-f]{40,64})$/u.exec(line);
			if (match === null) {
				throw new CannotCheck(
					"input",
					"Standard input does not hold what git gives a pre-push hook.",
					"Run this as git's pre-push hook; to check commits by hand: mg-hook check --range A..B",
				);
			}
			return { local: match[1] ?? "", remote: match[2] ?? "" };
		});
}

/**
 * The commits that a push would bring to a remote, as far as this repository can know; undefined
 * where it brings none. What the remote is known to have is what its refs were when they were last
 * seen, and what it says it has now, which need not be here after somebody else's push.
 *
 * @param remote name of the remote; for a URL nothing is known of what it has
 */
export async function pushSelection(
	directory: string,
	refs: readonly PushedRef[],
	remote: string | undefined,
): Promise<CommitSelection | undefined> {
	const locals = pushedObjects(refs);
	if (locals.length === 0) return undefined;
	const known = refs.map(({ remote: object }) => object).filter((object) => !isZero(object));
	const remotes = splitLines(await askGit(directory, ["remote"]));
	return {
		revisions: [
			"--ignore-missing",
			"--stdin",
			...(remote !== undefined && remotes.includes(remote) ? ["--not", `--remotes=${remote}`] : []),
		],
		input: [...locals, ...known.map((object) => `^${object}`)].map((object) => `${object}\n`).join(""),
	};
}

/** What is pushed: commits and tags, by name. */
export function pushedObjects(refs: readonly PushedRef[]): string[] {
	return refs.map(({ local }) => local).filter((object) => !isZero(object));
}

function isZero(object: string): boolean {
	return /^0+$/u.test(object);
}
