import { CannotCheck } from "../failure.js";
import { hasBlock, newHook, type PackagePlaces, type Remembered, withBlock } from "./hookBlock.js";
import type { HookFile } from "./hookFile.js";
import type { HookName } from "./hookName.js";
import { obstacleIn } from "./obstacle.js";
import { handLines } from "./packagePlace.js";

/** The block to put in, and the hook that is to take it. */
export interface InstallRequest {
	hook: HookName;
	/** Where the package lies from the root of the work tree; undefined where it is not in there. */
	packagePath: string | undefined;
	/** What the block may fall back on; not in a file that others share. */
	remembered?: Remembered | undefined;
	/** The hook's file for a person. */
	shown: string;
	/** husky 9 runs it with sh itself: it needs no leave to be executed. */
	runBySh: boolean;
	/** It is in the work tree, for everybody who clones it. */
	tracked?: boolean;
}

export interface InstallPlan {
	/** "none": the hook holds this very block already. */
	change: "make" | "add" | "update" | "none";
	/** The whole hook as it shall be, a character a byte. */
	content: string;
}

/**
 * What `install` does about a hook.
 *
 * @param existing what lies there now
 * @throws CannotCheck where the hook is not to be touched, with the line to add by hand
 */
export function planInstall(existing: HookFile | "link" | undefined, request: InstallRequest): InstallPlan {
	const { hook, packagePath, remembered } = request;
	const places: PackagePlaces = { path: packagePath, ...(remembered === undefined ? {} : { remembered }) };
	if (existing === undefined) return { change: "make", content: newHook(places, hook) };
	refuseObstacles(existing, request);
	const { content } = existing;
	const changed = withBlock(content, places, hook);
	if (changed === content) return { change: "none", content };
	return { change: hasBlock(content) ? "update" : "add", content: changed };
}

function refuseObstacles(
	existing: HookFile | "link",
	{ hook, packagePath, shown, runBySh, tracked = false }: InstallRequest,
): asserts existing is HookFile {
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
			`If it may run, make it executable (chmod +x ${shown}${tracked ? `; for everybody: git update-index --chmod=+x ${shown}` : ""}) and run mg-hook install again; if not, move it away.`,
		);
	}
}
