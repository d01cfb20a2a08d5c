import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { findRoot } from "../git/repository.js";
import { BASELINE_FILE } from "../policy/baseline.js";
import { findConfiguration } from "../policy/findConfiguration.js";
import { Checker, type CheckerOptions } from "./checker.js";

export interface PrepareOptions {
	/** A directory in the repository; what the other paths are relative to. */
	cwd: string;
	/** A configuration file to use instead of the repository's. */
	config?: string | undefined;
	/** A baseline to use instead of the repository's; false for none. */
	baseline?: string | false | undefined;
	/** Where the check looks, if not at the root of the work tree that `cwd` is in. */
	root?: string | undefined;
	/** Check what the configuration ignores, too. */
	everything?: boolean;
	/** As the checker's. */
	onSecret?: CheckerOptions["onSecret"];
}

/**
 * A checker under the configuration and the baseline of the repository that `cwd` is in.
 *
 * @throws CannotCheck where there is no repository, or the configuration or the baseline is wrong
 */
export async function prepareChecker(options: PrepareOptions): Promise<Checker> {
	const root = options.root ?? (await findRoot(options.cwd));
	const reviewOf = await reviewsFor(options, root);
	return new Checker({ ...(await configurationFor(options, root)), reviewOf, onSecret: options.onSecret });
}

async function configurationFor(
	{ cwd, config, everything = false }: PrepareOptions,
	root: string,
): Promise<CheckerOptions> {
	const file = config === undefined ? await findConfiguration(root) : resolve(cwd, config);
	if (file === undefined) return {};
	const { loadConfiguration } = await import("../policy/loadConfiguration.js");
	const { configuration, extraRules, ignores } = await loadConfiguration(file, root);
	return { configuration, extraRules, ignores: everything ? undefined : ignores };
}

async function reviewsFor({ cwd, baseline }: PrepareOptions, root: string): Promise<CheckerOptions["reviewOf"]> {
	if (baseline === false) return undefined;
	const file = baseline === undefined ? join(root, BASELINE_FILE) : resolve(cwd, baseline);
	if (baseline === undefined && !existsSync(file)) return undefined;
	const { readBaseline } = await import("../policy/baselineFile.js");
	const { reviewsIn } = await import("../policy/baseline.js");
	const known = reviewsIn(await readBaseline(file));
	return (fingerprint) => known.get(fingerprint);
}
