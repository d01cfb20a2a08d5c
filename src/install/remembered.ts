import { existsSync, realpathSync } from "node:fs";
import { basename, delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import type { Remembered } from "./hookBlock.js";

/**
 * Where this package and this Node.js are on this machine, by names that last: one without a version in
 * it, as Homebrew and pnpm link to, where there is one.
 *
 * @param packageRoot this package's own folder, without symbolic links
 * @param script how mg-hook was started
 */
export function whereWeAre(packageRoot: string, script: string): Remembered {
	const around = resolve(dirname(script), "..");
	return {
		package: isSame(around, packageRoot) ? around : packageRoot,
		node: onPath(process.execPath) ?? process.execPath,
	};
}

function onPath(program: string): string | undefined {
	const real = realpathSync(program);
	return (process.env["PATH"] ?? "")
		.split(delimiter)
		.filter((folder) => isAbsolute(folder) && !/[\\/]node_modules[\\/]/u.test(folder))
		.map((folder) => join(folder, basename(program)))
		.find((candidate) => isSame(candidate, real));
}

function isSame(candidate: string, real: string): boolean {
	try {
		return existsSync(candidate) && realpathSync(candidate) === real;
	} catch {
		return false;
	}
}
