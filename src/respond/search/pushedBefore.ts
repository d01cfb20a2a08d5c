import { pushedBudget } from "../../environment.js";
import type { PushedBefore } from "../../finding/finding.js";
import { streamGit } from "../../git/client.js";
import { LOG_OPTIONS, LOG_SETTINGS, PATCH_OPTIONS } from "../../git/fixedOptions.js";
import { KeySearch } from "../../key/keySearch.js";

/** More different keys than this in one commit are not searched for one by one. */
const MOST_KEYS = 5;
const MOST_PATHS = 50;

const MARK = 1;
/** `^A<commit> <date>`, once a commit. */
const FORMAT = "--format=tformat:%x01%H %cI";
const MARK_LENGTH = 200;

const LOG = [
	"log",
	"--remotes",
	FORMAT,
	"-c",
	"--unified=0",
	...LOG_OPTIONS,
	...PATCH_OPTIONS,
	"--no-renames",
] as const;

export interface PushedBeforeOptions {
	/** The files that the keys stand in, as `Finding.path`. */
	paths: readonly string[];
	/** How long the search may take (milliseconds). */
	budget?: number;
}

/**
 * Whether keys that are staged stand in what was pushed already: then "unstage it" is not enough.
 *
 * The differences of the pushed commits are searched for the keys' bytes, first those of the files in
 * question, then all of them from the newest back, for as long as the budget lasts.
 *
 * @param secrets by fingerprint
 * @returns by fingerprint; a search that fails is one that did not read all, since what is told
 *   besides must not keep a report from being made
 * @throws CannotCheck where the environment names no time to take
 */
export async function findPushedBefore(
	root: string,
	secrets: ReadonlyMap<string, string>,
	{ paths, budget = pushedBudget() }: PushedBeforeOptions,
): Promise<Map<string, PushedBefore>> {
	const search = new PushedSearch(secrets);
	const signal = AbortSignal.timeout(budget);
	const named = paths.slice(0, MOST_PATHS).map((path) => `:(top,literal)${path}`);
	let whole = true;
	try {
		for (const files of [["--", ...named], ["--"]]) {
			if (search.hasAll()) break;
			search.begin();
			await streamGit(root, [...LOG, ...files], {
				signal,
				config: LOG_SETTINGS,
				take: (chunk) => search.push(chunk),
				enough: () => search.hasAll(),
			});
		}
	} catch {
		whole = false;
	}
	return search.results(whole);
}

/** Looks for several keys in one log, piece by piece. */
class PushedSearch {
	private readonly wanted: ReadonlyMap<string, KeySearch>;
	private readonly found = new Map<string, PushedBefore>();
	private before: Buffer = Buffer.alloc(0);

	constructor(private readonly secrets: ReadonlyMap<string, string>) {
		this.wanted = new Map(
			[...secrets].slice(0, MOST_KEYS).map(([fingerprint, secret]) => [fingerprint, new KeySearch(secret)]),
		);
	}

	/** Another log begins. */
	begin(): void {
		this.before = Buffer.alloc(0);
	}

	push(chunk: Buffer): void {
		const bytes = this.before.length === 0 ? chunk : Buffer.concat([this.before, chunk]);
		for (const [fingerprint, search] of this.wanted) {
			if (this.found.has(fingerprint)) continue;
			const at = search.firstIn(bytes);
			if (at !== -1) this.found.set(fingerprint, { state: "pushed", ...commitBefore(bytes, at) });
		}
		this.before = carried(bytes);
	}

	/** Whether every key that is looked for was found. */
	hasAll(): boolean {
		return this.found.size === this.wanted.size;
	}

	/** @param whole whether all was read: only then is a key that was not found known not to be there */
	results(whole: boolean): Map<string, PushedBefore> {
		const results = new Map(this.found);
		for (const fingerprint of this.secrets.keys()) {
			if (results.has(fingerprint)) continue;
			results.set(fingerprint, { state: whole && this.wanted.has(fingerprint) ? "not-pushed" : "not-all-read" });
		}
		return results;
	}
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
