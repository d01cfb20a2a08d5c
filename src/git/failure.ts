import { CannotCheck, type FailureKind } from "../failure.js";
import { redactKeys } from "../key/redact.js";

/** A failure of git: what it said, and which of its words that was. */
interface Said {
	/** The line of git's that matched. */
	match: RegExpExecArray;
	/** What git said, without keys, in one line of at most 600 characters. */
	words: string;
}

/**
 * The failures of git that a person can do something about, by git's own words. It has no codes for
 * them: this is the one place that reads words, and `LANGUAGE=C` (`cli.ts`) keeps them in one language.
 */
const KNOWN: readonly {
	kind: FailureKind;
	words: RegExp;
	problem: (said: Said) => string;
	wayOut: string;
}[] = [
	{
		kind: "no-work-tree",
		words: /must be run in a work tree/iu,
		problem: () => "There is no work tree here: this is a bare repository or the inside of .git.",
		wayOut: "Run mg-hook in a work tree, or name one with --cwd DIR.",
	},
	{
		kind: "no-repository",
		words: /not a git repository/iu,
		problem: () => "This is not a git repository.",
		wayOut: "Run mg-hook inside one, or name it with --cwd DIR.",
	},
	{
		kind: "git",
		words: /unable to generate diff for (.*?)\.?$/mu,
		problem: ({ match }) => `git makes no diff of a file as large as ${match[1] ?? ""}: its limit is 1023 MB.`,
		wayOut: "Keep the file out of the commit, or in Git LFS; to commit once without the check: git commit --no-verify.",
	},
	{
		kind: "git",
		words: /dubious ownership/u,
		problem: ({ words }) => `git refuses this repository: ${words}.`,
		wayOut: "If you trust it, follow git's advice above.",
	},
	{
		kind: "git",
		words: /unknown option|unrecognized argument|invalid option|usage: git/u,
		problem: ({ words }) => `This git is too old for mg-hook: ${words.slice(0, 160)}.`,
		wayOut: "Install git 2.30 or newer.",
	},
];

/** git knows no such commit, or does not have it here. */
const UNKNOWN_REVISION =
	/bad revision|unknown revision|Invalid revision range|Invalid symmetric difference|bad object/u;

/**
 * What git said, as something that a person can act on.
 *
 * @param error what the client threw
 * @param args git's arguments, for its name
 * @param complaint what git printed on standard error
 */
export function gitFailure(error: unknown, args: readonly string[], complaint: string): CannotCheck {
	const message = error instanceof Error ? error.message : String(error);
	const text = `${complaint}\n${message}`;
	if (/ENOENT/u.test(text) && !/No such file/u.test(complaint)) {
		return new CannotCheck("git", "git was not found on PATH.", "Install git, or add it to PATH.").because(error);
	}
	const words = inOneLine(complaint.trim() === "" ? message : complaint);
	for (const { kind, words: pattern, problem, wayOut } of KNOWN) {
		const match = pattern.exec(text);
		if (match !== null) return new CannotCheck(kind, problem({ match, words }), wayOut).because(error);
	}
	return new CannotCheck(
		UNKNOWN_REVISION.test(text) ? "unknown-revision" : "git",
		`git ${args[0] ?? ""} failed: ${words}.`,
		"Fix what git complains about (git fsck tells more), and try again.",
	).because(error);
}

/** What a git is said to have died of that said nothing itself. */
export function endedWith(exitCode: number | null): string {
	return exitCode === null || exitCode < 0
		? "it was ended before it was done"
		: `it ended with code ${exitCode} and said nothing`;
}

/**
 * Whether git diff has taken a repository that it may not use for none: git rev-parse then says why
 * it may not.
 */
export function isDeniedRepository(args: readonly string[], complaint: string): boolean {
	return args[0] === "diff" && /not a git repository|--no-index/iu.test(complaint);
}

/** git printed something in another form than it documents. */
export function unreadableOutput(
	what: string,
	wayOut = "Run git fsck to see whether the repository is whole; if it is, please report this.",
): CannotCheck {
	return new CannotCheck("git", `${what} could not be read.`, wayOut);
}

/** Whether there is no repository here, or none with a work tree: for what can do without. */
export function isOutsideRepository(error: unknown): boolean {
	return error instanceof CannotCheck && (error.kind === "no-repository" || error.kind === "no-work-tree");
}

function inOneLine(said: string): string {
	return redactKeys(said)
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "")
		.slice(0, 4)
		.join(" ")
		.slice(0, 600)
		.replace(/\.+$/u, "");
}
