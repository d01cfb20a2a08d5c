import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installerOf } from "../../src/install/packageManager.js";
import { temporaryDirectory } from "../support/temporaryRepository.js";

const folder = temporaryDirectory();
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
	["package-lock.json", "node_modules/mg-hook", "npx"],
	["pnpm-lock.yaml", "node_modules/.pnpm/mg-hook@1.0.0/node_modules/mg-hook", "pnpm exec"],
	["yarn.lock", ".yarn/unplugged/mg-hook-npm-1.0.0-0123456789/node_modules/mg-hook", "yarn"],
	["bun.lock", "node_modules/mg-hook", "bunx"],
])("with %s, a command of what lies in %s is run by %s", (lock, place, run) => {
	const project = mkdtempSync(join(folder, "project-"));
	writeFileSync(join(project, lock), "");
	writeFileSync(join(project, "package.json"), "{}");
	expect(installerOf(join(project, place))?.run).toBe(run);
});

test("what is installed for the user is no project's", () => {
	expect(installerOf(join(folder, "lib/node_modules/mg-hook"))).toBeUndefined();
});
