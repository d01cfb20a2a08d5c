/**
 * The hooks of git that mg-hook can be put into: what is staged, what a merge without a conflict
 * brings, the message, and everything that a push would bring.
 */
export const HOOK_NAMES = ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push"] as const;

export type HookName = (typeof HOOK_NAMES)[number];

export interface HookFacts {
	/** The package's script in `hooks/` that does it. */
	script: string;
	/** The arguments that git gives the hook, for the script, in sh: with a space before them, or nothing. */
	given: string;
	/** Whether git says something on standard input, too. */
	readsInput: boolean;
	/** What the script asks of `mg-hook check`, in sh. */
	flags: string;
	/** What is checked, for a person. */
	checked: string;
	/** What git is about to do. */
	verb: "commit" | "push";
}

const STAGED: HookFacts = {
	script: "pre-commit",
	given: "",
	readsInput: false,
	flags: "--staged",
	checked: "this commit",
	verb: "commit",
};

export const HOOKS: Readonly<Record<HookName, HookFacts>> = {
	"pre-commit": STAGED,
	"pre-merge-commit": STAGED,
	"commit-msg": {
		script: "commit-msg",
		given: ' "$@"',
		readsInput: false,
		flags: '--commit-msg "$1"',
		checked: "this commit message",
		verb: "commit",
	},
	"pre-push": {
		script: "pre-push",
		given: ' "$@"',
		readsInput: true,
		flags: '--pre-push "$1"',
		checked: "this push",
		verb: "push",
	},
};
