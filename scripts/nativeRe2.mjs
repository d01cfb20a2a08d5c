// re2 for a Node, from its package as package-lock.json pins it, whatever that Node's version is. npm
// leaves re2 out where its "engines" do not name the Node (20 and 23, for two), though it can be compiled
// for them. What was built is kept where scripts/peers.mjs says: it takes minutes where re2 publishes no
// binary.
import { execFileSync, spawnSync } from "node:child_process";
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { STORE } from "./peers.mjs";

const root = resolve(import.meta.dirname, "..");
/** What of the package is run. */
const RUN = ["package.json", "re2.js", "build/Release/re2.node"];

/**
 * Puts re2 into a folder `node_modules`. Throws where it cannot be had or built.
 *
 * @param modules the folder, without re2 or with another one
 * @param env for npm and node: those on its PATH count
 */
export function placeRe2(modules, env = process.env) {
	const place = builtFor(env);
	rmSync(join(modules, "re2"), { recursive: true, force: true });
	for (const file of RUN) cpSync(join(place, file), join(modules, "re2", file));
}

function builtFor(env) {
	const asked = "JSON.stringify([process.execPath, process.versions.node, process.platform, process.arch])";
	const [node, ...where] = JSON.parse(execFileSync("node", ["-p", asked], { env, encoding: "utf8" }));
	const { optionalDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
	const kept = join(STORE, `re2-${optionalDependencies.re2}-node-${where.join("-")}`);
	if (!existsSync(kept)) {
		mkdirSync(STORE, { recursive: true });
		const folder = mkdtempSync(join(STORE, "re2-"));
		try {
			install(folder, optionalDependencies, { ...headersOf(node), ...env });
			// At once, so that no half of it is ever found.
			renameSync(join(folder, "node_modules/re2"), kept);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}
	return kept;
}

/** Where a Node brings its headers along, node-gyp need not download them, which it cannot in Node 20. */
function headersOf(node) {
	const folder = dirname(dirname(realpathSync(node)));
	return existsSync(join(folder, "include/node/node.h")) ? { npm_config_nodedir: folder } : {};
}

/** A project of its own that depends on re2 in earnest, with our lock file: npm only warns of the "engines" then. */
function install(folder, dependencies, env) {
	const { devDependencies, allowScripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
	const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
	const project = { name: "mg-hook-re2", version: "0.0.0", dependencies, devDependencies, allowScripts };
	lock.packages[""] = project;
	writeFileSync(join(folder, "package.json"), JSON.stringify(project));
	writeFileSync(
		join(folder, "package-lock.json"),
		JSON.stringify({ ...lock, name: project.name, version: project.version }),
	);
	const { status, error } = spawnSync("npm", ["ci", "--omit=dev", "--engine-strict=false", "--loglevel=error"], {
		cwd: folder,
		env,
		stdio: "inherit",
	});
	if (error !== undefined || status !== 0) throw new Error("re2 cannot be had or built here");
	if (!RUN.every((file) => existsSync(join(folder, "node_modules/re2", file)))) {
		throw new Error("npm has not built re2: does it allow install scripts?");
	}
}
