import { existsSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { CannotCheck } from "../failure.js";

/** Where a configuration may stand, first one first. Data only: a script would run the repository's code. */
export const PLACES = [
	"mg-hook.config.json",
	".mg-hookrc",
	".mg-hookrc.json",
	".mg-hookrc.yaml",
	".mg-hookrc.yml",
	"package.json",
];

const PACKAGE_KEY = "mg-hook";

/** Keeps lilconfig to finding: `loadConfiguration` parses the file, since it can say where it is wrong. */
const unparsed = (_file: string, content: string): unknown => ({ content });

function load(file: string, content: string): unknown {
	if (basename(file) !== "package.json") return unparsed(file, content);
	// A package.json that does not name us need not even be valid for us.
	if (!content.includes(`"${PACKAGE_KEY}"`)) return {};
	try {
		return JSON.parse(content);
	} catch {
		// It names us: `loadConfiguration` will say where it is broken.
		return { [PACKAGE_KEY]: content };
	}
}

/**
 * The configuration file of the repository at `root`, or undefined where there is none.
 *
 * @throws CannotCheck where a file is there and cannot be read
 */
export async function findConfiguration(root: string): Promise<string | undefined> {
	const present = PLACES.map((place) => join(root, place)).filter((file) => existsSync(file));
	if (present.length === 0) return undefined;
	for (const file of present) {
		// A link that a repository holds may lead to a device that never ends.
		if (!statSync(file).isFile()) {
			throw new CannotCheck(
				"configuration",
				`${file} is not a plain file, so it cannot be a configuration.`,
				"Remove it, or put a file in its place.",
			);
		}
	}
	const { lilconfigSync } = require("lilconfig") as typeof import("lilconfig");
	const finder = lilconfigSync(PACKAGE_KEY, {
		searchPlaces: PLACES,
		stopDir: root,
		loaders: { noExt: unparsed, ".json": load, ".yaml": unparsed, ".yml": unparsed },
		ignoreEmptySearchPlaces: false,
		cache: false,
	});
	try {
		return finder.search(root)?.filepath;
	} catch (error) {
		throw new CannotCheck(
			"configuration",
			`The configuration in ${root} cannot be read: ${(error as Error).message.split("\n")[0] ?? ""}.`,
			"Check that you may read the file.",
		).because(error);
	}
}
