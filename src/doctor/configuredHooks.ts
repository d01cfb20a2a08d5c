import { existsSync, readFileSync } from "node:fs";
import { configHookName } from "../install/configHook.js";
import { hasBlock } from "../install/hookBlock.js";
import { namesMgHook } from "../install/hookManager.js";
import type { HookName } from "../install/hookName.js";
import type { Setting } from "../install/setting.js";

/** A hook in git's configuration (git 2.54 and newer): `[hook "NAME"] event = pre-commit, command = …`. */
export interface ConfiguredHook {
	name: string;
	scope: string;
	/** undefined where it has none, with which git runs no hook at all. */
	command: string | undefined;
	/** Switched off by `hook.NAME.enabled`, or for the whole event. */
	isOff: boolean;
	isOurs: boolean;
}

/** The hooks that git's configuration names for an event, in git's order. */
export function configuredHooks(settings: readonly Setting[], event: string): ConfiguredHook[] {
	const events = new Map<string, { scope: string; events: string[] }>();
	for (const { scope, name: setting, value } of settings) {
		const [, name] = /^hook\.(.+)\.event$/su.exec(setting) ?? [];
		if (name === undefined) continue;
		const known = events.get(name)?.events ?? [];
		// An empty value takes back those before it.
		events.set(name, { scope, events: value === "" ? [] : [...known, value] });
	}
	const lastOf = (name: string) => settings.findLast((setting) => setting.name === name)?.value;
	const isFalse = (value: string | undefined) => /^(?:false|no|off|0|)$/iu.test(value ?? "true");
	return [...events]
		.filter(([, named]) => named.events.includes(event))
		.map(([name, { scope }]) => {
			const command = lastOf(`hook.${name}.command`);
			return {
				name,
				scope,
				command,
				isOff: isFalse(lastOf(`hook.${name}.enabled`)) || isFalse(lastOf(`hook.${event}.enabled`)),
				isOurs: name === configHookName(event as HookName) || runsUs(command ?? ""),
			};
		});
}

/** Whether a command names mg-hook, or a file with its block. */
function runsUs(command: string): boolean {
	return namesMgHook(command) || blockFiles(command).length > 0;
}

/** The files that a command names and that hold mg-hook's block. */
export function blockFiles(command: string): string[] {
	return [...command.matchAll(/'([^']+)'|"([^"$`]+)"|([^\s'"$`;&|<>()]+)/gu)]
		.map(([, single, double, bare]) => single ?? double ?? bare ?? "")
		.filter((word) => word.includes("/") && existsSync(word) && holdsBlock(word));
}

function holdsBlock(file: string): boolean {
	try {
		return hasBlock(readFileSync(file, "latin1"));
	} catch {
		return false;
	}
}
