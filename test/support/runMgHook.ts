import { resolve } from "node:path";
import { type Outcome, type RunOptions, run } from "./temporaryRepository.js";

/** This checkout, whose `dist/` jest builds before the tests run. */
export const PACKAGE_ROOT = resolve(__dirname, "../..");
export const CLI = resolve(PACKAGE_ROOT, "dist/cli.js");

/** Runs the built `mg-hook` as a person would, in `cwd`. */
export function runMgHook(cwd: string, args: readonly string[], options: Omit<RunOptions, "cwd"> = {}): Outcome {
	return run(process.execPath, [CLI, ...args], { ...options, cwd });
}
