import { existsSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { isAtLeast } from "./isAtLeast.js";
import { installerOf } from "./packageManager.js";

/** The first of each line of Node.js that re2's package.json names (version 1.27.1): most package managers leave it out for others. */
const NODES = ["22.22.2", "24.15.0", "26.0.0"] as const;

/**
 * How to get re2, for the package manager that has installed mg-hook: a sentence for a person.
 *
 * @param packageRoot where mg-hook lies; as a bundle, this module is in its `dist/`
 * @param node the version of Node.js, such as 22.22.2
 */
export function howToGetFastEngine(
	packageRoot: string = realpathSync(resolve(__dirname, "..")),
	node: string = process.versions.node,
): string {
	const manager = installerOf(packageRoot);
	const command =
		(isLeftOut(packageRoot) ? manager?.retryRe2 : undefined) ??
		manager?.buildRe2 ??
		"npm install --global --allow-scripts=re2 mg-hook";
	const [first, second, last] = NODES;
	return isNamed(node)
		? `For the fast one: ${command}`
		: `For the fast one: Node.js ${first}+, ${second}+ or ${last}+, then ${command}`;
}

function isNamed(node: string): boolean {
	const major = (version: string) => version.split(".")[0];
	return NODES.some((from, index) => {
		const isItsLine = major(node) === major(from) || index === NODES.length - 1;
		return isItsLine && isAtLeast(node, from);
	});
}

/** Whether re2 is not even there, as in `node_modules` of npm 10, 11 and bun where its script failed. */
function isLeftOut(packageRoot: string): boolean {
	return !["node_modules/re2", "../re2"].some((place) => existsSync(join(packageRoot, place)));
}
