import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLI } from "../support/runMgHook.js";
import {
	inCommittedRepository,
	inRepository,
	KEY,
	KEY_LINE,
	PLACE,
	stagedPlaces,
	WITH_KEY,
	WITHOUT_KEY,
} from "../support/situation.js";
import { run, type TemporaryRepository } from "../support/temporaryRepository.js";

/** A hook that writes what mg-hook finds to `found.json` beside the repository, and stops nothing. */
function recordInHook(repository: TemporaryRepository, hook = "pre-commit"): () => string[] | undefined {
	const report = join(repository.root, "../found.json");
	repository.write(
		`.git/hooks/${hook}`,
		`#!/bin/sh\n"${process.execPath}" "${CLI}" check --staged --format json > "${report}"\n[ $? -lt 2 ]\n`,
		0o755,
	);
	return () => {
		let text: string;
		try {
			text = readFileSync(report, "utf8");
		} catch {
			return undefined;
		}
		rmSync(report);
		const { findings } = JSON.parse(text) as { findings: { path: string; line: number; column: number }[] };
		return findings.map(({ path, line, column }) => `${path}:${line}:${column}`).sort();
	};
}

test("the first commit", async () => {
	await inRepository(async (repository) => {
		repository.write("settings.env", WITH_KEY);
		expect(await stagedPlaces(repository.root)).toEqual([]);
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual([`settings.env${PLACE}`]);
	});
});

test("a branch without history", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write("settings.env", WITH_KEY);
		repository.git("commit", "-qam", "a key");
		repository.git("checkout", "-q", "--orphan", "fresh");
		expect(await stagedPlaces(repository.root)).toEqual([`settings.env${PLACE}`]);
	});
});

test("what is in the work tree and not staged is not found, what is staged and no more there is", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write("settings.env", WITH_KEY);
		expect(await stagedPlaces(repository.root)).toEqual([]);
		repository.git("add", ".");
		repository.write("settings.env", WITHOUT_KEY);
		expect(await stagedPlaces(repository.root)).toEqual([`settings.env${PLACE}`]);
		rmSync(join(repository.root, "settings.env"));
		expect(await stagedPlaces(repository.root)).toEqual([`settings.env${PLACE}`]);
	});
});

test("a work tree file that was swapped under the index is not read in place of it", async () => {
	await inCommittedRepository(async (repository) => {
		// git takes a file for the staged one if size and times are the same, under these settings.
		repository.git("config", "core.trustctime", "false");
		repository.git("config", "core.checkStat", "minimal");
		const file = repository.write("settings.env", WITH_KEY);
		run("touch", ["-d", "2001-01-01T00:00:00Z", file]);
		repository.git("add", ".");
		writeFileSync(file, WITH_KEY.replace(KEY, "x".repeat(KEY.length)));
		run("touch", ["-d", "2001-01-01T00:00:00Z", file]);
		expect(repository.git("diff", "--stat")).toBe("");
		expect(await stagedPlaces(repository.root)).toEqual([`settings.env${PLACE}`]);
	});
});

test("an object that another stands in for is read itself: it is what is pushed", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write("settings.env", WITH_KEY);
		repository.git("add", ".");
		const clean = repository.git("rev-parse", "HEAD:settings.env");
		repository.git("replace", repository.git("rev-parse", ":settings.env"), clean);
		rmSync(join(repository.root, "settings.env"));
		expect(repository.git("diff", "--cached")).toBe("");
		expect(await stagedPlaces(repository.root)).toEqual([`settings.env${PLACE}`]);
	});
});

test("assume-unchanged and skip-worktree hide nothing that is staged", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write("settings.env", WITH_KEY);
		repository.git("add", ".");
		repository.git("update-index", "--assume-unchanged", "settings.env");
		expect(await stagedPlaces(repository.root)).toEqual([`settings.env${PLACE}`]);
		repository.git("update-index", "--no-assume-unchanged", "--skip-worktree", "settings.env");
		expect(await stagedPlaces(repository.root)).toEqual([`settings.env${PLACE}`]);
	});
});

test("a deletion, and a key that goes, are no findings", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write("settings.env", WITH_KEY);
		repository.write("other.env", WITH_KEY);
		repository.git("add", ".");
		repository.git("commit", "-qm", "keys");
		repository.git("rm", "-q", "other.env");
		repository.write("settings.env", WITHOUT_KEY);
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual([]);
	});
});

test("a key beside a changed line is context, a key that moves is added", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write("settings.env", WITH_KEY);
		repository.git("commit", "-qam", "a key");
		repository.write("settings.env", WITH_KEY.replace("DEBUG=0", "DEBUG=1"));
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual([]);
		repository.write("settings.env", `${KEY_LINE}\n${WITHOUT_KEY}`);
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual(["settings.env:1:17"]);
	});
});

describe("under the hook's environment", () => {
	const cases: Record<string, (repository: TemporaryRepository) => void> = {
		commit: (repository) => {
			repository.git("add", ".");
			repository.git("commit", "-qm", "x");
		},
		"commit -a": (repository) => repository.git("commit", "-qam", "x"),
		"commit -- path": (repository) => repository.git("commit", "-qm", "x", "--", "settings.env"),
		"commit -i path": (repository) => repository.git("commit", "-qm", "x", "-i", "settings.env"),
		"commit --amend -a": (repository) => repository.git("commit", "-q", "--amend", "-a", "--no-edit"),
		"commit -a from a subfolder": (repository) => {
			repository.write("sub/x", "");
			repository.git("-C", "sub", "commit", "-qam", "x");
		},
		"commit -a under the user's odd settings": (repository) =>
			repository.git(
				"-c",
				"diff.noprefix=true",
				"-c",
				"color.ui=always",
				"-c",
				"diff.external=false",
				"commit",
				"-qam",
				"x",
			),
		"commit -p": (repository) => {
			expect(repository.tryGit(["commit", "-qm", "x", "-p"], { input: "y\n" }).code).toBe(0);
		},
	};
	test.each(Object.entries(cases))("%s", async (_name, commit) => {
		await inCommittedRepository((repository) => {
			const found = recordInHook(repository);
			repository.write("settings.env", WITH_KEY);
			commit(repository);
			expect(found()).toEqual([`settings.env${PLACE}`]);
		});
	});

	test("commit -- path leaves what else is staged for later", async () => {
		await inCommittedRepository((repository) => {
			const found = recordInHook(repository);
			repository.write("settings.env", WITH_KEY);
			repository.write("README", "Hello again\n");
			repository.git("add", ".");
			repository.git("commit", "-qm", "x", "--", "README");
			expect(found()).toEqual([]);
			repository.git("commit", "-qm", "x");
			expect(found()).toEqual([`settings.env${PLACE}`]);
		});
	});

	test("commit -p takes the hunks that were chosen alone", async () => {
		await inCommittedRepository((repository) => {
			const found = recordInHook(repository);
			const middle = "LINE=1\n".repeat(40);
			repository.write("settings.env", `A=1\n${middle}B=1\n`);
			repository.git("commit", "-qam", "long");
			expect(found()).toEqual([]);
			repository.write("settings.env", `${KEY_LINE}\nA=1\n${middle}B=1\nMG_KEY=${KEY}\n`);
			expect(repository.tryGit(["commit", "-qm", "x", "-p"], { input: "n\ny\n" }).code).toBe(0);
			expect(found()).toEqual(["settings.env:43:8"]);
		});
	});

	test("a commit of nothing but a mode", async () => {
		await inCommittedRepository((repository) => {
			const found = recordInHook(repository);
			repository.git("update-index", "--chmod=+x", "README");
			repository.git("commit", "-qm", "x");
			expect(found()).toEqual([]);
		});
	});

	test("merge: with a conflict by pre-commit, without one by pre-merge-commit", async () => {
		await inCommittedRepository((repository) => {
			const found = recordInHook(repository);
			const foundInMerge = recordInHook(repository, "pre-merge-commit");
			repository.git("checkout", "-q", "-b", "side");
			repository.write("theirs.env", WITH_KEY);
			repository.write("README", "Hello from the side\n");
			repository.git("add", ".");
			repository.git("commit", "-q", "--no-verify", "-m", "side");
			repository.git("checkout", "-q", "main");
			repository.write("ours", "x");
			repository.git("add", ".");
			repository.git("commit", "-qm", "ours");
			found();
			repository.git("merge", "-q", "--no-edit", "side");
			expect(foundInMerge()).toEqual([`theirs.env${PLACE}`]);

			repository.git("reset", "-q", "--hard", "HEAD^");
			repository.write("README", "Hello from here\n");
			repository.git("commit", "-qam", "here");
			found();
			expect(repository.tryGit(["merge", "-q", "--no-edit", "side"]).code).not.toBe(0);
			repository.write("README", `Hello from both\n${KEY_LINE}\n`);
			repository.git("add", ".");
			repository.git("commit", "-q", "--no-edit");
			expect(found()).toEqual(["README:2:17", `theirs.env${PLACE}`]);
		});
	});

	test.each([
		["cherry-pick", ["cherry-pick", "--no-commit", "side"]],
		["revert", ["revert", "--no-commit", "cleaning"]],
		["merge --squash", ["merge", "-q", "--squash", "side"]],
		["stash pop --index", ["stash", "pop", "-q", "--index"]],
		["checkout of a file", ["checkout", "side", "--", "theirs.env"]],
		["apply --cached", ["apply", "--cached", "../change.patch"]],
		["read-tree", ["read-tree", "side"]],
		["rebase that stops to edit", ["rebase", "-q", "-i", "HEAD~1"]],
	] as const)("%s", async (name, command) => {
		await inCommittedRepository((repository) => {
			repository.git("checkout", "-q", "-b", "side");
			repository.write("theirs.env", WITH_KEY);
			repository.git("add", ".");
			repository.git("commit", "-qm", "side");
			repository.write("../change.patch", repository.git("diff", "main", "side").concat("\n"));
			if (name === "revert") {
				repository.git("rm", "-q", "theirs.env");
				repository.git("commit", "-qm", "clean");
				repository.git("tag", "cleaning");
			} else if (!name.startsWith("rebase")) {
				repository.git("checkout", "-q", "main");
			}
			if (name.startsWith("stash")) {
				repository.write("theirs.env", WITH_KEY);
				repository.git("add", ".");
				repository.git("stash", "-q");
			}
			const found = recordInHook(repository);
			if (name.startsWith("rebase")) {
				const outcome = repository.tryGit(command, { env: { GIT_SEQUENCE_EDITOR: "sed -i s/pick/edit/" } });
				expect(outcome.code).toBe(0);
				repository.write("theirs.env", `${WITH_KEY}MG_KEY=${KEY}\n`);
				repository.git("add", ".");
				repository.git("commit", "-q", "--amend", "--no-edit");
				// The index against the commit before it is amended: what that one had is not added anew.
				expect(found()).toEqual(["theirs.env:6:8"]);
				repository.git("rebase", "--continue");
				return;
			}
			repository.git(...command);
			repository.git("commit", "-qm", name);
			expect(found()).toEqual([`theirs.env${PLACE}`]);
		});
	});
});

test("intent to add has nothing staged; with commit -a it has", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write("later.env", WITH_KEY);
		repository.git("add", "--intent-to-add", "later.env");
		expect(await stagedPlaces(repository.root)).toEqual([]);
		const found = recordInHook(repository);
		repository.git("commit", "-qam", "x");
		expect(found()).toEqual([`later.env${PLACE}`]);
	});
});

test("renames and copies with an edit have their new path and line", async () => {
	await inCommittedRepository(async (repository) => {
		const long = Array.from({ length: 50 }, (_, index) => `LINE_${index}=1\n`).join("");
		repository.write("long.env", long);
		repository.git("add", ".");
		repository.git("commit", "-qm", "long");
		repository.git("mv", "long.env", "moved to.env");
		repository.write("moved to.env", long.replace("LINE_20=1", KEY_LINE));
		repository.write("copy.env", long.replace("LINE_30=1", KEY_LINE));
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual(["copy.env:31:17", "moved to.env:21:17"]);
	});
});

test("more renames than the limit are found as additions", async () => {
	await inCommittedRepository(async (repository) => {
		for (let index = 0; index < 450; index++) repository.write(`old/${index}`, `${"x\n".repeat(9)}${index}\n`);
		repository.git("add", ".");
		repository.git("commit", "-qm", "many");
		for (let index = 0; index < 450; index++)
			repository.write(`new/${index}`, `${"x\n".repeat(9)}${index}\n${KEY_LINE}\n`);
		repository.git("rm", "-rq", "old");
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toHaveLength(450);
	});
});

test("a swap of two files", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write("README", WITH_KEY);
		repository.write("settings.env", "Hello\n");
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual([`README${PLACE}`]);
	});
});

test("type changes: a file becomes a link, a link a file, a folder a file", async () => {
	await inCommittedRepository(async (repository) => {
		symlinkSync("README", join(repository.root, "link"));
		repository.write("folder/inside", "x");
		repository.git("add", ".");
		repository.git("commit", "-qm", "types");
		rmSync(join(repository.root, "settings.env"));
		symlinkSync(`https://api:${KEY}@api.mailgun.net/v3`, join(repository.root, "settings.env"));
		rmSync(join(repository.root, "link"));
		repository.write("link", WITH_KEY);
		rmSync(join(repository.root, "folder"), { recursive: true });
		repository.write("folder", WITH_KEY);
		repository.git("add", "-A");
		expect(await stagedPlaces(repository.root)).toEqual([`folder${PLACE}`, `link${PLACE}`, "settings.env:1:13"]);
	});
});

test("an index that is not merged is no index that can be checked", async () => {
	await inCommittedRepository(async (repository) => {
		repository.git("checkout", "-q", "-b", "side");
		repository.write("README", "side\n");
		repository.git("commit", "-qam", "side");
		repository.git("checkout", "-q", "main");
		repository.write("README", "main\n");
		repository.git("commit", "-qam", "main");
		expect(repository.tryGit(["merge", "-q", "side"]).code).toBe(1);
		await expect(stagedPlaces(repository.root)).rejects.toThrow(/README has conflicts that are not resolved/);
	});
});
