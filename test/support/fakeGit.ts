import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, temporaryDirectory } from "./temporaryRepository.js";

/** The git that a fake one can call. */
export const REAL_GIT = run("sh", ["-c", "command -v git"]).stdout.trim();

/**
 * A folder with a program `git` of one's own in it, and a PATH on which it comes first.
 *
 * @param body sh; `$REAL_GIT` is the true one
 */
export function fakeGit(body: string): { folder: string; PATH: string } {
	const folder = temporaryDirectory();
	const file = join(folder, "git");
	writeFileSync(file, `#!/bin/sh\nREAL_GIT='${REAL_GIT}'\n${body}\n`);
	chmodSync(file, 0o755);
	return { folder, PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` };
}
