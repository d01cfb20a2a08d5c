import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join, sep } from "node:path";

/**
 * PATH as git will have it in a commit: without what npm, pnpm, Yarn and bun put before it for the
 * commands that they start, `node_modules/.bin` above all.
 */
export function hookPath(environment: NodeJS.ProcessEnv = process.env): string {
	const entries = (environment["PATH"] ?? "").split(delimiter);
	const isStarted = environment["npm_config_user_agent"] !== undefined || environment["npm_execpath"] !== undefined;
	return (isStarted ? entries.filter((entry) => !isOfPackageManager(entry)) : entries).join(delimiter);
}

function isOfPackageManager(entry: string): boolean {
	const path = entry.split(sep).join("/").replace(/\/$/u, "");
	return /\/node_modules\/\.bin$|\/node-gyp-bin$|\/(?:xfs|bun-node|yarn--)[^/]*$/u.test(path);
}

/** Where PATH leads to a program, or undefined where it does not. */
export function onPath(program: string, path: string = hookPath()): string | undefined {
	const endings = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
	for (const folder of path.split(delimiter)) {
		for (const ending of endings) {
			const file = join(folder === "" ? "." : folder, program + ending);
			if (isRunnable(file)) return file;
		}
	}
	return undefined;
}

/** Whether a file is there that may be run. */
export function isRunnable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}
