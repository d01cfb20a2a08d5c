import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { CannotCheck } from "../failure.js";
import { shellWord } from "../output/shellWord.js";
import { HOOKS, type HookName } from "./hookName.js";
import type { HandLines } from "./obstacle.js";
import { UNPLUGGED_GLOB, unpluggedIn } from "./unplugged.js";

const IN_MODULES = join("node_modules", "mg-hook");

export interface Looked {
	/** This package's own folder, without symbolic links. */
	packageRoot: string;
	/** Roots of work trees that hooks may run in: this one, and the main one where this one is linked. */
	roots: readonly string[];
	/** Where mg-hook was asked to work. */
	cwd: string;
	/** How mg-hook was started: `node_modules/.bin/mg-hook`, for one. */
	script: string;
}

/**
 * Where this package lies, from the root of a work tree, with `/`: `node_modules/mg-hook`,
 * `frontend/node_modules/mg-hook`, or `../node_modules/mg-hook` where a project around the
 * repository has it (as it is for a submodule). undefined where it lies elsewhere, so that only
 * PATH can lead there.
 *
 * A name that lasts is wanted: pnpm links `node_modules/mg-hook` to a folder that has the version in it.
 */
export function packagePath({ packageRoot, roots, cwd, script }: Looked): string | undefined {
	const candidates: string[] = [];
	for (let at = cwd; ; at = dirname(at)) {
		candidates.push(join(at, IN_MODULES));
		if (dirname(at) === at) break;
	}
	candidates.push(...roots.map((root) => join(root, IN_MODULES)), resolve(dirname(script), "..", "mg-hook"));
	const place = candidates.find((candidate) => existsSync(candidate) && realpathSync(candidate) === packageRoot);
	for (const folder of [place, packageRoot]) {
		if (folder === undefined) continue;
		const found = roots.map((root) => fromRoot(root, folder)).find((path) => path !== undefined);
		if (found !== undefined) return found;
	}
	return undefined;
}

function fromRoot(root: string, folder: string): string | undefined {
	const path = relative(root, folder);
	const inside = !isAbsolute(path) && path !== ".." && !path.startsWith(`..${sep}`);
	const around = path.replaceAll(`..${sep}`, "") === IN_MODULES;
	const named = path.split(sep).join("/");
	if (!(inside || around) || /\p{Cc}/u.test(named)) return undefined;
	// A name that looks like an option is not for sh.
	return named === "" || named.startsWith("-") ? `./${named}` : named;
}

/** npx, `pnpm dlx`, `yarn dlx` and bunx run a package from a cache that nothing else looks into. */
export function isInNpxCache(packageRoot: string): boolean {
	return packageRoot.split(sep).some((name) => /^(?:_npx|dlx(?:-.*)?|bunx-.*)$/u.test(name));
}

/**
 * Refuses a package that was fetched for one run alone.
 *
 * @param wayOut the command that installs it
 */
export function refuseNpxCache(packageRoot: string, wayOut: string): void {
	if (!isInNpxCache(packageRoot)) return;
	throw new CannotCheck(
		"hook",
		"npx (or dlx, or bunx) runs this mg-hook from its cache, where no hook would find it.",
		`Install it first: ${wayOut}`,
	);
}

/** What to add by hand where no block can be put in. */
export function handLines(path: string | undefined, hook: HookName = "pre-commit"): HandLines {
	const command = handCommand(path, hook);
	return { shell: `${command} || exit $?`, command };
}

function handCommand(path: string | undefined, hook: HookName): string {
	const { script, given, flags } = HOOKS[hook];
	if (path === undefined) return `mg-hook check ${flags}`;
	const project = unpluggedIn(path);
	if (project === undefined) return `sh ${shellWord(`${path}/hooks/${script}`)}${given}`;
	return `sh ${project && shellWord(project)}${UNPLUGGED_GLOB}/hooks/${script}${given}`;
}
