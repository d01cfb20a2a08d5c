import { execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { engines } from "../../package.json";
import { engineName } from "../detect/re2.js";
import type { EngineName } from "../environment.js";
import { CannotCheck } from "../failure.js";
import { askLine } from "../git/client.js";
import { howToGetFastEngine } from "../install/fastEngine.js";
import { shownFrom } from "../install/hookPlace.js";
import { isAtLeast } from "../install/isAtLeast.js";
import type { Setting } from "../install/setting.js";
import { plural } from "../output/plural.js";
import { BASELINE_FILE } from "../policy/baseline.js";
import { DEFAULT_CONFIGURATION } from "../policy/configuration.js";
import { findConfiguration } from "../policy/findConfiguration.js";
import type { Check } from "./check.js";
import { onPath } from "./hookEnvironment.js";

/**
 * The Node.js that a hook finds.
 *
 * @param remembered for each hook, what it takes where PATH has none, or one that is too old
 */
export function nodeCheck(remembered: readonly (string | undefined)[]): Check {
	const id = "node";
	const file = onPath("node") ?? onPath("nodejs");
	const asked = engines.node.replace(/^>=/u, "");
	const wayOut = `Install Node.js ${asked} or newer, or put it on PATH (for an editor too).`;
	const inPlace = remembered.every((node) => node !== undefined && isAtLeast(versionOf(node) ?? "0", asked))
		? remembered[0]
		: undefined;
	const lacking = (message: string): Check =>
		inPlace === undefined
			? { id, status: "problem", message: `${message}.`, wayOut }
			: {
					id,
					status: "note",
					message: `${message}, and takes the one that it was installed with, ${inPlace}.`,
					wayOut,
				};
	if (file === undefined) return lacking("The hook finds no Node.js on PATH");
	const version = versionOf(file);
	if (version === undefined) {
		return { id, status: "problem", message: `The Node.js that the hook finds, ${file}, does not start.`, wayOut };
	}
	return isAtLeast(version, asked)
		? { id, status: "ok", message: `The hook finds Node.js ${version} (${file}).` }
		: lacking(`The hook finds Node.js ${version} (${file}), which is too old`);
}

function versionOf(file: string): string | undefined {
	try {
		if (realpathSync(file) === realpathSync(process.execPath)) return process.versions.node;
		const said = execFileSync(file, ["--version"], {
			encoding: "utf8",
			timeout: 10_000,
			stdio: ["ignore", "pipe", "ignore"],
		});
		return /^v(\d+\.\d+\.\d+)/u.exec(said)?.[1];
	} catch {
		return undefined;
	}
}

/** The engine, or undefined where none loads. */
export function loadedEngine(): EngineName | undefined {
	try {
		return engineName();
	} catch (error) {
		if (!(error instanceof CannotCheck)) throw error;
		return undefined;
	}
}

/** Which engine loads, and how to get the fast one. */
export function engineCheck(engine: () => EngineName = engineName): Check {
	const id = "engine";
	try {
		if (engine() === "re2") return { id, status: "ok", message: "The engine is re2, the fast one." };
	} catch (error) {
		if (!(error instanceof CannotCheck)) throw error;
		return { id, status: "problem", message: error.problem, wayOut: error.wayOut };
	}
	return {
		id,
		status: "note",
		message: "The engine is re2js: the same answers, slower where there is much to read.",
		wayOut: howToGetFastEngine(),
	};
}

/** The configuration of the repository, and whether it holds. */
export async function configurationCheck(root: string): Promise<Check> {
	const id = "configuration";
	return settled(id, async () => {
		const file = await findConfiguration(root);
		if (file === undefined) return { id, status: "ok", message: "There is no configuration; none is needed." };
		const { loadConfiguration } = await import("../policy/loadConfiguration.js");
		const { configuration } = await loadConfiguration(file, root);
		const off = Object.entries(configuration.rules).filter(([, action]) => action === "off").length;
		const facts = [
			...(configuration.ignore.length > 0
				? [`ignores ${plural(configuration.ignore.length, "pattern")} of paths`]
				: []),
			...(off > 0 ? [`switches ${plural(off, "rule")} off`] : []),
			...(configuration.patterns.length > 0
				? [`adds ${plural(configuration.patterns.length, "pattern")} of its own`]
				: []),
			...(configuration.requireReason ? ["wants a reason for each allow comment"] : []),
			...(configuration.minConfidence === DEFAULT_CONFIGURATION.minConfidence
				? []
				: [`blocks from ${configuration.minConfidence} confidence on`]),
		];
		return {
			id,
			status: "ok",
			message: `The configuration ${shownFrom(root, file)} holds${facts.length === 0 ? "" : `: it ${facts.join(", ")}`}.`,
		};
	});
}

/** The baseline of the repository, and whether it holds. */
export async function baselineCheck(root: string): Promise<Check> {
	const id = "baseline";
	return settled(id, async () => {
		const file = join(root, BASELINE_FILE);
		if (!existsSync(file)) return { id, status: "ok", message: "There is no baseline." };
		const { readBaseline } = await import("../policy/baselineFile.js");
		const { entries } = await readBaseline(file);
		const unreviewed = entries.filter(({ review }) => review === "unreviewed").length;
		const some = entries.length === 1 ? "1 entry" : `${entries.length} entries`;
		return {
			id,
			status: "ok",
			message: `The baseline ${BASELINE_FILE} has ${some}, ${unreviewed} of them unreviewed.`,
		};
	});
}

async function settled(id: string, look: () => Promise<Check>): Promise<Check> {
	try {
		return await look();
	} catch (error) {
		if (!(error instanceof CannotCheck)) throw error;
		return { id, status: "unknown", message: error.problem, wayOut: error.wayOut };
	}
}

/** Whether this clone has all commits and all contents. */
export async function historyCheck(root: string, settings: readonly Setting[]): Promise<Check> {
	const id = "history";
	if ((await askLine(root, ["rev-parse", "--is-shallow-repository"])) === "true") {
		return {
			id,
			status: "note",
			message: "This clone is shallow: checks of a history or a push see a part of it only.",
			wayOut: "git fetch --unshallow",
		};
	}
	const isPartial = settings.some(
		({ name, value }) =>
			/^(?:extensions\.partialclone|remote\..*\.partialclonefilter)$/su.test(name) ||
			(/^remote\..*\.promisor$/su.test(name) && value !== "false"),
	);
	return isPartial
		? {
				id,
				status: "note",
				message: "This clone is partial: a check of its history has git fetch what is not here.",
				wayOut: "git fetch --refetch --no-filter",
			}
		: { id, status: "ok", message: "This clone has the whole history." };
}
