import { chmodSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "./runMgHook.js";
import { type Outcome, type RunOptions, run, temporaryDirectory } from "./temporaryRepository.js";

export interface PackedPackage {
	/** What `npm pack --json` says is in the tarball, sorted. */
	files: readonly string[];
	/** Unpacks the tarball into `folder`/node_modules, as npm would install it, with its command. */
	installInto(folder: string): void;
	remove(): void;
}

/**
 * Packs this checkout as npm would publish it, as it is now: jest builds before the tests run.
 *
 * `installInto` takes re2 from here by a link: compiling it takes a minute. `scripts/tryPackage.sh`
 * has npm do the whole installation.
 */
export function packPackage(): PackedPackage {
	const folder = temporaryDirectory();
	const packed = must(
		run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
			cwd: PACKAGE_ROOT,
			env: { HOME: folder },
		}),
	);
	// An array, and from npm 12 on an object by names.
	const [{ filename, files }] = Object.values(JSON.parse(packed.stdout)) as [
		{ filename: string; files: { path: string }[] },
	];
	return {
		files: files.map(({ path }) => path).sort(),
		installInto(target) {
			const modules = join(target, "node_modules");
			mkdirSync(join(modules, "mg-hook"), { recursive: true });
			mkdirSync(join(modules, ".bin"), { recursive: true });
			must(run("tar", ["-xzf", join(folder, filename), "-C", join(modules, "mg-hook"), "--strip-components=1"]));
			symlinkSync(join(PACKAGE_ROOT, "node_modules/re2"), join(modules, "re2"));
			chmodSync(join(modules, "mg-hook/dist/cli.js"), 0o755);
			symlinkSync("../mg-hook/dist/cli.js", join(modules, ".bin/mg-hook"));
		},
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

/** Runs the mg-hook that is installed in `folder` (a linked worktree may have none: then `from`). */
export function runInstalled(
	folder: string,
	args: readonly string[],
	{ from = folder, ...options }: Omit<RunOptions, "cwd"> & { from?: string } = {},
): Outcome {
	return run(process.execPath, [join(from, "node_modules/mg-hook/dist/cli.js"), ...args], { ...options, cwd: folder });
}

/** The outcome of what may not fail. */
export function must(outcome: Outcome): Outcome {
	if (outcome.code !== 0) throw new Error(`It ended with ${outcome.code}: ${outcome.stdout}${outcome.stderr}`);
	return outcome;
}
