import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { examineNew } from "../doctor/examineNew.js";
import type { ExitCode } from "../exitCode.js";
import { askGit } from "../git/client.js";
import {
	configHookCommand,
	configHookName,
	readConfigHook,
	refuseNoFile,
	writeConfigHook,
} from "../install/configHook.js";
import { findGlobalPlace, type GlobalPlace } from "../install/globalPlace.js";
import { readHook, writeHook } from "../install/hookFile.js";
import type { HookName } from "../install/hookName.js";
import { refuseNpxCache } from "../install/packagePlace.js";
import { type InstallPlan, planInstall } from "../install/planInstall.js";
import { whereWeAre } from "../install/remembered.js";
import { fillOwnTemplate } from "../install/templateFolder.js";
import { shellQuoted, shellWord } from "../output/shellWord.js";
import { doubtOf, lookAtHook, NOT_LOOKED, sayWhatWasDone } from "./lookAtHook.js";

export interface InstallGlobalOptions {
	cwd: string;
	dryRun: boolean;
	hook: HookName;
}

/** `mg-hook install --global`: has git run mg-hook in every repository of the user's. */
export async function installGlobal({ cwd, dryRun, hook }: InstallGlobalOptions): Promise<ExitCode> {
	// As a bundle, this module lies in dist/.
	const packageRoot = realpathSync(resolve(__dirname, ".."));
	refuseNpxCache(packageRoot, "npm install --global mg-hook && mg-hook install --global");
	const place = await findGlobalPlace(cwd, hook);
	const { change, content } = planInstall(readHook(place.file), {
		hook,
		packagePath: undefined,
		// A folder of the user's own may be shared by whoever has their settings.
		remembered: place.way === "hooks-path" ? undefined : whereWeAre(packageRoot, process.argv[1] ?? ""),
		shown: place.file,
		// What git's configuration names is given to sh.
		runBySh: place.way === "configuration",
	});
	const steps = await settingsToMake(cwd, hook, place);
	if (steps.length > 0) refuseNoFile();
	if (!dryRun) {
		if (change !== "none") await writeHook(place.file, content);
		for (const { make } of steps) await make();
	}
	const changed = { file: change, settings: steps.length > 0 };
	const look = dryRun ? NOT_LOOKED : await lookAtHook(() => examineNew(hook));
	const said = [
		`${headline({ hook, place, dryRun, doubt: doubtOf(look) }, changed)}.`,
		...(dryRun ? planned({ change, content }, steps) : look.said),
	];
	const project = projectAround(packageRoot);
	if (project !== undefined) {
		said.push(
			`  This mg-hook belongs to ${project}, and is gone with it: npm install --global mg-hook && mg-hook install --global`,
		);
	}
	if (change !== "none" || steps.length > 0) said.push(...notes(hook, place));
	return sayWhatWasDone(said, look);
}

/** A setting of the user's that is still to be made. */
interface Step {
	shown: string;
	make: () => Promise<unknown>;
}

async function settingsToMake(cwd: string, hook: HookName, { way, file, setTemplate }: GlobalPlace): Promise<Step[]> {
	if (setTemplate !== undefined) {
		const args = ["config", "--global", "init.templateDir", setTemplate];
		const make = () => {
			fillOwnTemplate();
			return askGit(cwd, args);
		};
		return [{ shown: `git ${args.map(shellWord).join(" ")}`, make }];
	}
	if (way !== "configuration") return [];
	const command = configHookCommand(file);
	const found = await readConfigHook(cwd, hook);
	const events = found?.events ?? [];
	if (found?.command === command && !found.off && events.length === 1 && events[0] === hook) return [];
	const name = `hook.${configHookName(hook)}`;
	return [
		{
			shown: `git config --global ${name}.command ${shellQuoted(command)}\ngit config --global ${name}.event ${hook}`,
			make: () => writeConfigHook(cwd, hook, command),
		},
	];
}

interface Outcome {
	hook: HookName;
	place: GlobalPlace;
	dryRun: boolean;
	/** What `doubtOf` says. */
	doubt: string;
}

function headline(
	{ hook, place: { way, file }, dryRun, doubt }: Outcome,
	{ file: change, settings }: { file: InstallPlan["change"]; settings: boolean },
): string {
	const where =
		way === "configuration" ? `hook.${configHookName(hook)} in git's configuration, which runs ${file}` : file;
	if (change === "none" && !settings)
		return `mg-hook: its ${hook} hook for ${FOR_WHOM[way]} is in place already (${where}); nothing changed${doubt}`;
	const [done, planned] = VERBS[change];
	// "made" is said of hooks alone that git runs, and that stop a key.
	const verb = dryRun ? `would ${planned}` : doubt === "" ? done : "wrote";
	return `mg-hook: ${verb} the ${hook} hook for ${FOR_WHOM[way]}: ${where}${doubt}`;
}

/** What is done to a hook, and what would be; where its file stays as it is, a setting is put right. */
const VERBS: Readonly<Record<InstallPlan["change"], readonly [done: string, planned: string]>> = {
	make: ["made", "make"],
	add: ["added its block to", "add its block to"],
	update: ["brought up to date", "bring up to date"],
	none: ["brought up to date", "bring up to date"],
};

const FOR_WHOM: Readonly<Record<GlobalPlace["way"], string>> = {
	configuration: "all your repositories",
	"hooks-path": "all your repositories without a core.hooksPath of their own",
	template: "each repository that you make or clone from now on",
};

function planned({ change, content }: InstallPlan, steps: readonly Step[]): string[] {
	return [
		...(change === "none" ? [] : [Buffer.from(content, "latin1").toString("utf8").replace(/\n$/u, "")]),
		...steps.map(({ shown }) => shown),
	];
}

function notes(hook: HookName, { way }: GlobalPlace): string[] {
	if (way === "configuration") {
		return [
			"  It runs beside the hooks that a repository has, and checks once where both lead to mg-hook.",
			`  For a repository without it: git config hook.${configHookName(hook)}.enabled false`,
		];
	}
	if (way === "hooks-path") return ["  A repository with a core.hooksPath of its own (husky): mg-hook install in it."];
	return [
		`  For a repository that is there already: mg-hook install in it (or git init, where it has no ${hook} hook).`,
		"  git 2.54 and newer can do more (hooks in the configuration, for all repositories): run this again then.",
	];
}

/** The project whose `node_modules` this package lies in; undefined for one that is installed for the user. */
function projectAround(packageRoot: string): string | undefined {
	for (let at = dirname(packageRoot); dirname(at) !== at && at !== homedir(); at = dirname(at)) {
		if (existsSync(join(at, ".git"))) return at;
	}
	return undefined;
}
