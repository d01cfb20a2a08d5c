/**
 * What makes git print the same whatever the user's configuration and the repository's attributes
 * say. Each option answers one of them; every call to git takes its options from here. The hooks,
 * which call git themselves, have theirs in `hooks/`.
 */

/** For every call. */
export const SETTINGS = [
	// A file monitor is a program of the repository's choosing.
	"core.fsmonitor=false",
	"core.quotePath=true",
	// What is committed and pushed is the object itself, not what stands in for it here.
	"core.useReplaceRefs=false",
] as const;

/** For every comparison of two versions, whatever is printed of it. */
export const DIFF_OPTIONS = [
	"--no-color",
	"--no-ext-diff",
	"--no-textconv",
	"--no-relative",
	"--ignore-submodules=none",
	"--submodule=short",
	// diff.orderFile may name a file that is not there, and git fails then.
	"-O/dev/null",
] as const;

/** For every patch. How many lines of context it has is the caller's to say. */
export const PATCH_OPTIONS = [
	...DIFF_OPTIONS,
	"--patch",
	"--text",
	"--src-prefix=a/",
	"--dst-prefix=b/",
	"--diff-algorithm=myers",
	"--no-indent-heuristic",
	"--inter-hunk-context=0",
	"--ws-error-highlight=none",
] as const;

/** Nothing is added by a deletion: what was there need not even be read. */
export const WITHOUT_DELETED = "--irreversible-delete";

/** A line that was only moved with its file is not new. */
export const WITH_RENAMES = ["--find-renames=50%", "-l400"] as const;

/** For every log. */
export const LOG_OPTIONS = [
	"--root",
	"--no-show-signature",
	"--no-notes",
	"--encoding=UTF-8",
	"--use-mailmap",
] as const;

/** For every log, too: what no option reaches. */
export const LOG_SETTINGS = ["diff.suppressBlankEmpty=false", "log.follow=false"] as const;

/**
 * For a diff of the index. git reads a work tree file in place of the staged object where size and
 * times say that they are the same, which can be made to lie. Where a file could need converting it
 * does not; where the attributes rule that out (`-text`) it shall at least look at all the times
 * that there are.
 */
export const STAGED_OBJECTS_ONLY = ["core.autocrlf=true", "core.trustctime=true", "core.checkStat=default"] as const;
