import { CannotCheck } from "../failure.js";
import { hasBlock, newHook, withBlock } from "./hookBlock.js";
import type { HookFile } from "./hookFile.js";
import type { HookName } from "./hookName.js";
import type { HookPlace } from "./hookPlace.js";
import { obstacleIn } from "./obstacle.js";
import { handLines } from "./packagePlace.js";

export interface InstallPlan {
	/** "none": the hook holds this very block already. */
	change: "make" | "add" | "update" | "none";
	/** The whole hook as it shall be, a character a byte. */
	content: string;
	/** Permission bits that it has and keeps. */
	mode?: number;
}

/**
 * What `install` does about a hook.
 *
 * @param existing what lies there now
 * @param shown the hook's name for a person
 * @param packagePath as `hookBlock` takes it
 * @throws CannotCheck where the hook is not to be touched, with the line to add by hand
 */
export function planInstall(
	existing: HookFile | "link" | undefined,
	{ runBySh }: HookPlace,
	shown: string,
	packagePath: string | undefined,
	hook: HookName,
): InstallPlan {
	if (existing === undefined) return { change: "make", content: newHook(packagePath, hook) };
	const lines = handLines(packagePath, hook);
	const leave = (why: string, wayOut: string) =>
		new CannotCheck("hook", `The hook ${shown} ${why}: it is left as it is.`, wayOut);
	if (existing === "link") {
		throw leave("is a link or no file", `Add this line by hand to what it stands for: ${lines.shell}`);
	}
	const { content, mode } = existing;
	const obstacle = obstacleIn(content, lines, hook);
	if (obstacle !== undefined) throw leave(obstacle.why, obstacle.wayOut);
	if ((mode & 0o222) === 0) {
		throw leave("is read-only", `Make it writable and try again, or add this line by hand: ${lines.shell}`);
	}
	// Windows has no such leave: git for Windows looks at the #! line.
	if (!runBySh && (mode & 0o111) === 0 && process.platform !== "win32") {
		throw leave(
			"is not executable, so git ignores it",
			`If it may run, make it executable (chmod +x ${shown}) and run mg-hook install again; if not, move it away.`,
		);
	}
	const changed = withBlock(content, packagePath, hook);
	if (changed === content) return { change: "none", content, mode };
	return { change: hasBlock(content) ? "update" : "add", content: changed, mode };
}
