// "prepare", which npm runs behind npm ci and npm install in a clone of this repository, and before it
// packs a Git dependency: builds dist/ and sets up our own hook. Nobody who installs the package runs
// it: what is published has no scripts (scripts/publishedManifest.mjs).
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import process from "node:process";

const root = resolve(import.meta.dirname, "..");

function isInstalled(name) {
	try {
		createRequire(import.meta.url).resolve(name);
		return true;
	} catch {
		return false;
	}
}

function npm(args, env = process.env) {
	execFileSync("npm", args, {
		cwd: root,
		env,
		// What is printed on standard output is npm's: pre-commit takes the name of the tarball from it.
		stdio: ["ignore", process.stderr.fd, process.stderr.fd],
		shell: process.platform === "win32",
	});
}

const hasTools = isInstalled("esbuild");
// npm install --global of a Git dependency, which is how pre-commit installs hooks, has its npm install in
// the clone go to the global folder too: npm hands "global" on in the environment, and the tools are missing.
const isForGlobal = !hasTools && process.env.npm_config_global === "true";
if (isForGlobal) {
	const ofThisRun =
		/^npm_config_(?:global|location|prefix|omit|include|save|package_lock_only|dry_run|offline|prefer_)/iu;
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofThisRun.test(name)));
	npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], env);
}
// None of the tools is there after --omit=dev.
if (hasTools || isForGlobal) npm(["run", "--silent", "build"]);
if (hasTools && isInstalled("husky")) {
	const { default: husky } = await import("husky");
	const said = husky();
	if (said !== "") process.stderr.write(`husky: ${said}\n`);
}
