/**
 * What kept mg-hook from checking: for whoever handles it. Its words are for people, and are matched
 * by nobody.
 *
 * - `usage`: what was asked for cannot be done in that way.
 * - `environment`: a variable has a value that cannot be used.
 * - `no-repository`, `no-work-tree`, `no-commit`: there is none here.
 * - `unknown-revision`: git knows no such commit or range here.
 * - `unmerged`: a file has conflicts that are not resolved.
 * - `git`: git is missing, too old, failed, or printed what cannot be read.
 * - `input`, `output`: something cannot be read, or cannot be written.
 * - `configuration`, `baseline`: the file is wrong, or there is none.
 * - `engine`: no regular expression engine runs here.
 * - `hook`: a hook is not to be touched.
 * - `no-key`: there is no such key, or none that this can be done with.
 */
export type FailureKind =
	| "usage"
	| "environment"
	| "no-repository"
	| "no-work-tree"
	| "no-commit"
	| "unknown-revision"
	| "unmerged"
	| "git"
	| "input"
	| "output"
	| "configuration"
	| "baseline"
	| "engine"
	| "hook"
	| "no-key";

/**
 * Something kept mg-hook from checking. It always ends in exit code 2, never in 0:
 * what was not checked must not look clean.
 */
export class CannotCheck extends Error {
	/**
	 * @param kind what sort of failure it is
	 * @param problem one sentence that names the thing that went wrong, without a secret in it
	 * @param wayOut what the person can do about it
	 */
	constructor(
		readonly kind: FailureKind,
		readonly problem: string,
		readonly wayOut: string,
	) {
		super(`${problem} ${wayOut}`);
		this.name = "CannotCheck";
	}

	/** The same failure, with the error underneath, which is shown only under `DEBUG=mg-hook`. */
	because(cause: unknown): this {
		this.cause = cause;
		return this;
	}
}
