import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { findRoot } from "../git/repository.js";
import { BASELINE_FILE, type Review } from "../policy/baseline.js";
import { DEFAULT_CONFIGURATION } from "../policy/configuration.js";
import { findConfiguration } from "../policy/findConfiguration.js";
import { Checker } from "./checker.js";

export interface PrepareOptions {
	/** A configuration file to use instead of the repository's, relative to `cwd`. */
	config?: string;
	/** A baseline to use instead of the repository's, relative to `cwd`; false for none. */
	baseline?: string | false;
	/** Where the check looks, if not at the root of the work tree that `cwd` is in. */
	root?: string;
	/** Check what the configuration ignores, too. */
	everything?: boolean;
	/** As `Checker.onSecret`. */
	onSecret?: (fingerprint: string, secret: string) => void;
}

/**
 * A checker under the configuration and the baseline of the repository that `cwd` is in.
 *
 * @throws CannotCheck where there is no repository, or the configuration or the baseline is wrong
 */
export async function prepareChecker(cwd: string, options: PrepareOptions = {}): Promise<Checker> {
	const root = options.root ?? (await findRoot(cwd));
	const reviewOf = await reviews(cwd, root, options.baseline);
	const checker = await checkerFor(cwd, root, options, reviewOf);
	checker.onSecret = options.onSecret;
	return checker;
}

async function checkerFor(
	cwd: string,
	root: string,
	{ config, everything = false }: PrepareOptions,
	reviewOf: ((fingerprint: string) => Review | undefined) | undefined,
): Promise<Checker> {
	const file = config === undefined ? await findConfiguration(root) : resolve(cwd, config);
	if (file === undefined) return new Checker(DEFAULT_CONFIGURATION, [], undefined, reviewOf);
	const { loadConfiguration } = await import("../policy/loadConfiguration.js");
	const { configuration, extraRules, ignores } = await loadConfiguration(file, root);
	return new Checker(configuration, extraRules, everything ? undefined : ignores, reviewOf);
}

async function reviews(
	cwd: string,
	root: string,
	baseline: string | false | undefined,
): Promise<((fingerprint: string) => Review | undefined) | undefined> {
	if (baseline === false) return undefined;
	const file = baseline === undefined ? join(root, BASELINE_FILE) : resolve(cwd, baseline);
	if (baseline === undefined && !existsSync(file)) return undefined;
	const { readBaseline } = await import("../policy/baselineFile.js");
	const { reviewsIn } = await import("../policy/baseline.js");
	const known = reviewsIn(await readBaseline(file));
	return (fingerprint) => known.get(fingerprint);
}
