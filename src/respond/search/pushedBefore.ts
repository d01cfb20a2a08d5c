import { CannotCheck } from "../../failure.js";
import type { PushedBefore } from "../../finding/finding.js";
import type { streamGit } from "../../git/client.js";
import { KeySearch } from "../../key/keySearch.js";

/** What the search may add to a commit that is stopped (milliseconds), unless `MG_HOOK_PUSHED_TIMEOUT` says otherwise (seconds). */
const BUDGET = 300;
/** The longest that a timer takes is 24 days; this is an hour. */
const MOST_SECONDS = 3600;
/** More different keys than this in one commit are not searched for one by one. */
const MOST_KEYS = 5;

const MARK = 1;
/** `^A<commit> <date>`, once a commit. */
const FORMAT = "--format=tformat:%x01%H %cI";
const MARK_LENGTH = 200;

const LOG = [
	"log",
	"--remotes",
	FORMAT,
	"-p",
	"--unified=0",
	"--text",
	"--no-color",
	"--no-ext-diff",
	"--no-textconv",
	"--no-renames",
	"--no-notes",
	"--no-show-signature",
	"--no-relative",
	"--root",
	"-c",
] as const;

/**
 * How long the search may take (milliseconds).
 *
 * @throws CannotCheck where `MG_HOOK_PUSHED_TIMEOUT` is no time
 */
export function pushedBudget(environment: NodeJS.ProcessEnv = process.env): number {
	const asked = environment["MG_HOOK_PUSHED_TIMEOUT"] ?? "";
	if (asked === "") return BUDGET;
	const seconds = Number(asked);
	if (!Number.isFinite(seconds) || seconds <= 0 || seconds > MOST_SECONDS) {
		throw new CannotCheck(
			"environment",
			`MG_HOOK_PUSHED_TIMEOUT is ${JSON.stringify(asked)}, which is no number of seconds up to 3600.`,
			"Set it to a number above 0 or unset it.",
		);
	}
	return seconds * 1000;
}

/**
 * Whether keys that are staged stand in what was pushed already: then "unstage it" is not enough.
 *
 * The differences of the pushed commits are searched for the keys' bytes, first those of the files in
 * question, then all of them from the newest back, for as long as the budget lasts.
 *
 * @param git the caller's git client: loading another one would take longer than the search
 * @param secrets by fingerprint
 * @param paths the files that they stand in
 * @param budget milliseconds, as `pushedBudget` says
 * @returns by fingerprint; never rejects, since what is told besides must not keep a report from being made
 */
export async function findPushedBefore(
	git: typeof streamGit,
	root: string,
	secrets: ReadonlyMap<string, string>,
	paths: readonly string[],
	budget: number,
): Promise<Map<string, PushedBefore>> {
	const results = new Map<string, PushedBefore>();
	const wanted = new Map(
		[...secrets].slice(0, MOST_KEYS).map(([fingerprint, secret]) => [fingerprint, new KeySearch(secret)]),
	);
	const signal = AbortSignal.timeout(budget);
	let whole = true;
	const allFound = () => [...wanted.keys()].every((fingerprint) => results.has(fingerprint));
	try {
		const named = paths.slice(0, 50).map((path) => `:(top,literal)${path}`);
		for (const files of [["--", ...named], ["--"]]) {
			if (allFound()) break;
			let before: Buffer = Buffer.alloc(0);
			await git(
				root,
				[...LOG, ...files],
				(chunk) => {
					const bytes = before.length === 0 ? chunk : Buffer.concat([before, chunk]);
					for (const [fingerprint, search] of wanted) {
						if (results.has(fingerprint)) continue;
						const at = search.firstIn(bytes);
						if (at === -1) continue;
						results.set(fingerprint, { state: "pushed", ...commitBefore(bytes, at) });
					}
					if (allFound()) throw new Error("found");
					before = carried(bytes);
				},
				{ signal, config: ["log.follow=false"] },
			);
		}
	} catch {
		whole = false;
	}
	for (const fingerprint of secrets.keys()) {
		if (results.has(fingerprint)) continue;
		results.set(fingerprint, { state: whole && wanted.has(fingerprint) ? "not-pushed" : "not-all-read" });
	}
	return results;
}

/** What the next piece must be read together with: the last mark, and the end that a key may begin in. */
function carried(bytes: Buffer): Buffer {
	const mark = bytes.lastIndexOf(MARK);
	const tail = bytes.subarray(Math.max(0, bytes.length - KeySearch.LONGEST));
	if (mark === -1 || mark >= bytes.length - tail.length) return Buffer.from(tail);
	return Buffer.concat([bytes.subarray(mark, Math.min(mark + MARK_LENGTH, bytes.length - tail.length)), tail]);
}

/** The commit whose mark stands before `at`. A file's own text can pretend to be one: it is only shown. */
function commitBefore(bytes: Buffer, at: number): { commit: string; date: string } {
	for (
		let mark = bytes.lastIndexOf(MARK, at);
		mark !== -1;
		mark = mark === 0 ? -1 : bytes.lastIndexOf(MARK, mark - 1)
	) {
		const line = bytes.toString("latin1", mark + 1, mark + MARK_LENGTH);
		const match = /^([0-9a-f]{40,64}) (\d{4}-\d\d-\d\dT[\d:]{8}(?:Z|[+-]\d\d:\d\d))\n/u.exec(line);
		if (match !== null) return { commit: match[1] ?? "", date: match[2] ?? "" };
	}
	return { commit: "", date: "" };
}
