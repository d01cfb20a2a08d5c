/**
 * The hooks of git that mg-hook can be put into: what is staged, what a merge without a conflict
 * brings, the message, and everything that a push would bring.
 */
export const HOOK_NAMES = ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push"] as const;

export type HookName = (typeof HOOK_NAMES)[number];

/** How `mg-hook check` is told what such a hook checks, in a script of that hook. */
export const CHECK_FLAGS: Readonly<Record<HookName, string>> = {
	"pre-commit": "--staged",
	"pre-merge-commit": "--staged",
	"commit-msg": '--commit-msg "$1"',
	"pre-push": '--pre-push "$1"',
};

/** Whether the package's own hooks/pre-commit does it, which mostly needs no Node. */
export function checksStaged(hook: HookName): boolean {
	return CHECK_FLAGS[hook] === "--staged";
}
