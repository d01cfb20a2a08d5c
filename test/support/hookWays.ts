import { cpSync } from "node:fs";
import { join } from "node:path";
import type { HookName } from "../../src/install/hookName.js";
import { madeOnce } from "./madeOnce.js";
import { must, type PackedPackage, runInstalled } from "./packedPackage.js";
import { copiedRepository, type TemporaryRepository, temporaryRepository } from "./temporaryRepository.js";

/** How a hook comes to git, by name: each puts it into a repository that has the package. */
export const HOOK_WAYS: readonly (readonly [way: string, setUp: (root: string, hook: HookName) => void])[] = [
	["the block of mg-hook install", (root, hook) => void must(runInstalled(root, ["install", "--hook", hook]))],
	["the script of the package, copied", (root, hook) => cpSync(shipped(root, hook), join(root, ".git/hooks", hook))],
	[
		"the scripts of the package as core.hooksPath",
		(root) => temporaryRepository(root).git("config", "core.hooksPath", "node_modules/mg-hook/hooks"),
	],
];

function shipped(root: string, hook: HookName): string {
	return join(root, "node_modules/mg-hook/hooks", hook);
}

/** A repository with a commit and with the package in it, as an npm project has it: named, and not configured. */
export function npmProject(packed: PackedPackage): TemporaryRepository {
	const repository = copiedRepository(madeOnce("npm-project", makeProject));
	packed.installInto(repository.root);
	return repository;
}

function makeProject(folder: string): void {
	const repository = temporaryRepository();
	repository.write(".gitignore", "node_modules\n");
	repository.write(
		"package.json",
		'{\n\t"scripts": { "prepare": "mg-hook install", "mg-hook": "mg-hook" },\n\t"devDependencies": {\n\t\t"mg-hook": "1.0.0"\n\t}\n}\n',
	);
	repository.git("add", ".");
	repository.git("commit", "-q", "-m", "first");
	cpSync(repository.root, folder, { recursive: true });
	repository.remove();
}
