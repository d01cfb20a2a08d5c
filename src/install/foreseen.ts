import { CannotCheck } from "../failure.js";
import { findHookManagers, type HookManager, namesMgHook } from "./hookManager.js";
import type { HookName } from "./hookName.js";
import type { HookPlace } from "./hookPlace.js";
import { generatorWayOut, type HandLines } from "./obstacle.js";

/**
 * The manager that writes the hook at `place`, or will as soon as it is set up in this clone: a hook
 * of ours would be overwritten, renamed or deleted then. husky 5 and newer keeps its hooks as files that
 * anybody may write, and is none.
 */
export async function findWriter(root: string, hook: HookName, place: HookPlace): Promise<HookManager | undefined> {
	if (place.runBySh) return undefined;
	const managers = await findHookManagers(root, hook);
	return managers.find(
		({ name }) =>
			// pre-commit does not install where core.hooksPath is set.
			name !== "husky" && !(name === "pre-commit" && place.hooksPath !== undefined),
	);
}

/**
 * What there is to say where a manager has been told to run mg-hook.
 *
 * @param isSetUp its hook is in place
 * @returns lines for a person; undefined where it has not been told
 */
export function runByManager(manager: HookManager, hook: HookName, isSetUp: boolean): string[] | undefined {
	const { name, file, commands, setUp } = manager;
	const ours = (commands ?? []).filter(({ run }) => namesMgHook(run));
	if (ours.length === 0) return undefined;
	const lines = [`mg-hook: ${name} has it for the ${hook} hook already (${file}); nothing changed.`];
	const always = ours.find(({ limits }) => limits.length === 0);
	if (always === undefined) {
		lines.push(`  It does not run always there: ${[...new Set(ours.flatMap(({ limits }) => limits))].join(", ")}.`);
	}
	if (!isSetUp) lines.push(`  ${name} is not set up here yet, and git runs the hook only then: ${setUp}`);
	return lines;
}

/** Why no hook is made where a manager writes it, and where mg-hook goes then. */
export function writtenByManager(manager: HookManager, hook: HookName, lines: HandLines): CannotCheck {
	const { name, file, setUp } = manager;
	const wayOut = generatorWayOut(name, lines, hook);
	return new CannotCheck(
		"hook",
		`${name} writes the ${hook} hook here (${file}), over one that mg-hook would make: nothing was changed.`,
		`${wayOut ?? `Have ${name} run this: ${lines.command}`}; then run ${setUp}`,
	);
}
