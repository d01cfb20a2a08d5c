import { resolve } from "node:path";
import { Checker } from "./check.js";
import { findConfiguration } from "./policy/findConfiguration.js";
import { findRoot } from "./source/repository.js";

/**
 * A checker under the configuration of the repository that `cwd` is in.
 *
 * @param config a configuration file to use instead, relative to `cwd`
 * @throws CannotCheck where there is no repository or the configuration is wrong
 */
export async function prepareChecker(cwd: string, config?: string): Promise<Checker> {
	const root = await findRoot(cwd);
	const file = config === undefined ? await findConfiguration(root) : resolve(cwd, config);
	if (file === undefined) return new Checker();
	const { loadConfiguration } = await import("./policy/loadConfiguration.js");
	const { configuration, extraRules, ignores } = await loadConfiguration(file, root);
	return new Checker(configuration, extraRules, ignores);
}
