import { chmodSync, copyFileSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { NATIVE } from "./engines.js";
import { madeOnce } from "./madeOnce.js";
import { PACKAGE_ROOT } from "./runMgHook.js";
import { type Outcome, type RunOptions, run } from "./temporaryRepository.js";

export interface PackedPackage {
	/** What `npm pack --json` says is in the tarball, sorted. */
	files: readonly string[];
	/**
	 * Puts what is in the tarball into `folder`/node_modules, as npm would install it, with its command.
	 * Files in `dist` are links to those that all tests share: take them away or put others in their
	 * place, but never write into them.
	 */
	installInto(folder: string): void;
}

/**
 * This checkout as npm would publish it, as it is now: jest builds before the tests run. It is packed
 * once a run.
 *
 * `installInto` takes re2 from here by a link: compiling it takes a minute. `scripts/tryPackage.sh`
 * has npm do the whole installation.
 */
export function packPackage(): PackedPackage {
	const folder = madeOnce("package", pack);
	const [{ files }] = Object.values(JSON.parse(readFileSync(join(folder, "packed.json"), "utf8"))) as [
		{ files: { path: string }[] },
	];
	const folders = new Set([".bin", ...files.map(({ path }) => join("mg-hook", dirname(path)))]);
	return {
		files: files.map(({ path }) => path).sort(),
		installInto(target) {
			const modules = join(target, "node_modules");
			for (const made of folders) mkdirSync(join(modules, made), { recursive: true });
			for (const { path } of files) {
				const put = path.startsWith("dist/") ? linkSync : copyFileSync;
				put(join(folder, "package", path), join(modules, "mg-hook", path));
			}
			if (NATIVE) symlinkSync(join(PACKAGE_ROOT, "node_modules/re2"), join(modules, "re2"));
			symlinkSync("../mg-hook/dist/cli.js", join(modules, ".bin/mg-hook"));
		},
	};
}

/** Leaves what npm says in `packed.json`, and the unpacked tarball in `package`. */
function pack(folder: string): void {
	const packed = must(
		run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
			cwd: PACKAGE_ROOT,
			env: { HOME: folder },
		}),
	);
	writeFileSync(join(folder, "packed.json"), packed.stdout);
	// A list until npm 11, an object by names from npm 12 on.
	const [{ filename }] = Object.values(JSON.parse(packed.stdout)) as [{ filename: string }];
	must(run("tar", ["-xzf", filename], { cwd: folder }));
	chmodSync(join(folder, "package/dist/cli.js"), 0o755);
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
