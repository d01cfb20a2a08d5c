import { askGit } from "../../git/client.js";
import { namesOf } from "../search/keyNames.js";
import { findWhereabouts, type Whereabouts } from "../search/whereabouts.js";
import { type ExposureWindow, keyWindow } from "./exposureWindow.js";
import { type KeyUser, USUAL_NAMES, usersOf } from "./keyUsers.js";
import { managersUsed, type UsedManager } from "./secretsManagers.js";

/** All that is known of one key that got out, or may have. Holds no key. */
export interface Incident {
	/** ISO 8601. */
	made: string;
	where: Whereabouts;
	window: ExposureWindow;
	/** The names that the key goes by; empty where none was seen. */
	names: readonly string[];
	/** Files that use it by name: by its own, or else by the usual ones. */
	users: readonly KeyUser[];
	managers: readonly UsedManager[];
	/** Where the repository is hosted, as far as its remotes and CI files tell. */
	hosts: readonly ("github" | "gitlab")[];
}

/**
 * Gathers everything about one key in the repository at `root`.
 *
 * @param key the key itself, and the rule that it falls under
 */
export async function investigate(
	root: string,
	{ secret, ruleId }: { secret: string; ruleId: string },
	now: Date,
): Promise<Incident> {
	const where = await findWhereabouts(root, secret, ruleId);
	const names = await namesOf(root, secret, [...where.history, ...where.index]);
	const users = await usersOf(root, names.length > 0 ? names : USUAL_NAMES);
	return {
		made: now.toISOString(),
		where,
		window: keyWindow(where, now),
		names,
		users,
		managers: await managersUsed(root),
		hosts: await hostsOf(root),
	};
}

async function hostsOf(root: string): Promise<("github" | "gitlab")[]> {
	// A remote's address can hold a password: only the host's name is looked at, and nothing is shown.
	const remotes = await askGit(root, ["config", "--get-regexp", "^remote\\..*\\.url$"], { alsoFine: [1] });
	const files = await askGit(root, ["ls-files", "-z", "--", ".gitlab-ci.yml", ".github/workflows"]);
	const text = `${remotes.toString("utf8")}\n${files.toString("utf8")}`;
	const hosts: ("github" | "gitlab")[] = [];
	if (/github\.com|\.github\/workflows/u.test(text)) hosts.push("github");
	if (/gitlab\.|\.gitlab-ci\.yml/u.test(text)) hosts.push("gitlab");
	return hosts;
}
