import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { must } from "./packedPackage.js";
import { PACKAGE_ROOT } from "./runMgHook.js";
import { run, type TemporaryRepository } from "./temporaryRepository.js";

/** husky 9 of this checkout as a dependency, not set up yet. The repository has a `node_modules`. */
export function addHusky(repository: TemporaryRepository): void {
	symlinkSync(join(PACKAGE_ROOT, "node_modules/husky"), join(repository.root, "node_modules/husky"));
	repository.write("package.json", JSON.stringify({ devDependencies: { husky: "9.1.7" } }));
}

/** What `npx husky` does. */
export function setUpHusky({ root }: TemporaryRepository, ...args: string[]): void {
	must(run(process.execPath, ["node_modules/husky/bin.js", ...args], { cwd: root }));
}
