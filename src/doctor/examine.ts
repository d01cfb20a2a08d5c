import { askLine } from "../git/client.js";
import { HOOK_NAMES, type HookName } from "../install/hookName.js";
import { isAtLeast } from "../install/isAtLeast.js";
import { listSettings, type Setting } from "../install/setting.js";
import type { Check } from "./check.js";
import { type ConfiguredHook, configuredHooks } from "./configuredHooks.js";
import { installLine } from "./hookChain.js";
import { findHookFolder, type HookFolder } from "./hookFolder.js";
import { type Reach, reachOf } from "./reach.js";
import { type SelfTest, selfTest } from "./selfTest.js";
import { skippedBy } from "./skipped.js";

/** What holds for every hook of a repository. */
export interface Repository {
	/** The work tree: an absolute path. */
	root: string;
	settings: readonly Setting[];
	/** Of the git on PATH: `2.39.5`. */
	git: string;
	place: HookFolder;
}

export async function lookAtRepository(root: string): Promise<Repository> {
	const settings = await listSettings(root);
	const [said, place] = [await askLine(root, ["version"]), await findHookFolder(root, settings)];
	return { root, settings, git: /\d+(?:\.\d+)*/u.exec(said)?.[0] ?? "0", place };
}

/**
 * Whether a hook is run by git here and reaches mg-hook, tried with a made-up key. Leaves no trace.
 * What it says first is the folder that git takes hooks from, then the hook, then the self-test.
 *
 * @param root the work tree, as `findRoot` says it
 * @throws CannotCheck where git fails
 */
export async function examine(root: string, hook: HookName): Promise<Check[]> {
	const repository = await lookAtRepository(root);
	const checks = await examineHook(repository, hook);
	return [folderCheck(repository, checks), ...checks];
}

/** The folder that git takes hooks from: no problem where git comes to mg-hook without it. */
export function folderCheck({ place }: Repository, hooks: readonly Check[]): Check {
	const { check } = place;
	return check.status === "problem" && hooks.length > 0 && hooks.every(({ status }) => status !== "problem")
		? { ...check, status: "note" }
		: check;
}

/** The other hooks that mg-hook is in. */
export async function otherHooks(repository: Repository, but: HookName): Promise<HookName[]> {
	const { root, settings, place } = repository;
	const found: HookName[] = [];
	for (const hook of HOOK_NAMES) {
		if (hook === but) continue;
		const isConfigured = configuredHooks(settings, hook).some(({ isOurs }) => isOurs);
		if (isConfigured || (await reachOf(root, place.folder, hook)).isOurs) found.push(hook);
	}
	return found;
}

/** The hook and its self-test. */
export async function examineHook(repository: Repository, hook: HookName): Promise<Check[]> {
	const { root, settings, git, place } = repository;
	const configured = configuredHooks(settings, hook);
	const knows = isAtLeast(git, "2.54");
	const inFile = await reachOf(root, place.folder, hook);
	const reach = joined(inFile, knows ? configured : [], hook);
	const check: Check = { id: hook, status: reach.status, message: reach.message };
	if (reach.wayOut !== undefined) {
		const refuses = place.isShared && place.folder !== undefined && reach.wayOut === installLine(hook);
		check.wayOut = refuses ? `${reach.wayOut} (it says what to add)` : reach.wayOut;
	}
	if (!knows && reach.status === "problem" && configured.some(({ isOurs }) => isOurs)) {
		check.message += ` (git ${git} does not run the hook in its configuration: that takes git 2.54.)`;
	}
	const id = hook === "pre-commit" ? "self-test" : `${hook}-self-test`;
	if (reach.status === "problem") {
		return [check, { id, status: "note", message: "No self-test was made: what is wrong with the hook comes first." }];
	}
	const names = [...new Set(settings.flatMap(({ name }) => /^hook\.(.+)\.event$/su.exec(name)?.[1] ?? []))];
	const test: SelfTest = {
		root,
		hook,
		what: reach.what,
		isWhole: reach.isWhole === true,
		without: knows
			? configured.filter(({ isOurs }) => !isOurs || reach.what !== "configured").map(({ name }) => name)
			: [],
		silenced: knows ? names.map((name) => `hook.${name}.enabled=false`) : [],
		isAtLeast: (version) => isAtLeast(git, version),
	};
	return [check, await selfTest(test)];
}

/** What the hooks of git's configuration make of it: they run before the file, and wherever `core.hooksPath` points. */
function joined(inFile: Reach, configured: readonly ConfiguredHook[], hook: HookName): Reach {
	const broken = configured.find(({ command, isOff }) => command === undefined && !isOff);
	if (broken !== undefined) {
		return {
			status: "problem",
			message: `git's configuration has hook.${broken.name}.event without a command: git refuses every ${hook === "pre-push" ? "push" : "commit"}.`,
			wayOut: `git config --${broken.scope} --remove-section hook.${broken.name}`,
			isOurs: true,
		};
	}
	const ours = configured.find(({ isOurs, isOff }) => isOurs && !isOff);
	if (ours !== undefined) {
		const skipped = skippedBy("");
		if (skipped !== undefined) {
			return {
				status: "problem",
				message: `${skipped} is set here: hooks are skipped.`,
				wayOut: "unset MG_HOOK",
				isOurs: true,
			};
		}
		const others = configured.some(({ isOurs }) => !isOurs);
		const also = inFile.isOurs && inFile.status === "ok" ? "; the hook's file runs it too, and it checks once" : "";
		return {
			status: "ok",
			message: `git runs hook.${ours.name} of its configuration (${ours.scope}), which runs mg-hook${also}.`,
			isOurs: true,
			what: "configured",
			isWhole: !others && also === "",
		};
	}
	const off = configured.find(({ isOurs }) => isOurs);
	if (off === undefined || inFile.status === "ok") return inFile;
	return {
		...inFile,
		message: `${inFile.message} hook.${off.name} of git's configuration (${off.scope}) is switched off.`,
		wayOut: `git config --${off.scope} --unset hook.${off.name}.enabled`,
		isOurs: true,
	};
}
