import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { howToGetFastEngine } from "../../src/install/fastEngine.js";
import { PACKAGE_ROOT } from "../support/runMgHook.js";
import { temporaryDirectory } from "../support/temporaryRepository.js";

const folder = temporaryDirectory();
afterAll(() => rmSync(folder, { recursive: true }));

/** Where each of them puts a package, from the project. */
test.each([
	["pnpm-lock.yaml", "node_modules/.pnpm/mg-hook@1.0.0/node_modules/mg-hook", "pnpm approve-builds re2"],
	["yarn.lock", ".yarn/unplugged/mg-hook-npm-1.0.0-0123456789/node_modules/mg-hook", "dependenciesMeta"],
	["yarn.lock", "node_modules/mg-hook", "dependenciesMeta"],
	["bun.lock", "node_modules/mg-hook", "bun pm trust re2"],
	["bun.lockb", "node_modules/mg-hook", "bun pm trust re2"],
	["package-lock.json", "node_modules/mg-hook", "npm rebuild re2"],
	["package-lock.json", ".", "npm rebuild re2"],
])("with %s it comes to %s by %s", (lock, place, way) => {
	const project = mkdtempSync(join(folder, "project-"));
	writeFileSync(join(project, lock), "");
	writeFileSync(join(project, "package.json"), "{}");
	mkdirSync(join(project, "node_modules/re2"), { recursive: true });
	const said = howToGetFastEngine(join(project, place), "24.15.0");
	expect([said, said]).toEqual([expect.stringMatching(/^For the fast one: [a-z]/u), expect.stringContaining(way)]);
});

test.each([
	["package-lock.json", "npm install"],
	["bun.lock", "bun install"],
])("with %s, %s tries again where re2 was left out", (lock, way) => {
	const project = mkdtempSync(join(folder, "project-"));
	writeFileSync(join(project, lock), "");
	writeFileSync(join(project, "package.json"), "{}");
	expect(howToGetFastEngine(join(project, "node_modules/mg-hook"), "24.15.0")).toBe(
		`For the fast one: ${way} (it downloads re2, or compiles it with a C++ compiler and Python)`,
	);
});

const GLOBAL = join(folder, "lib/node_modules/mg-hook");

test("without a project it comes with mg-hook itself", () => {
	expect(howToGetFastEngine(GLOBAL, "26.0.0")).toBe(
		"For the fast one: npm install --global --allow-scripts=re2 mg-hook",
	);
});

test.each([
	["20.20.2", false],
	["22.22.1", false],
	["22.22.2", true],
	["23.11.0", false],
	["24.14.9", false],
	["24.15.0", true],
	["25.9.0", false],
	["26.0.0", true],
	["27.0.0", true],
])("Node %s can have it by itself: %s", (node, can) => {
	const wanted = "Node.js 22.22.2+, 24.15.0+ or 26.0.0+, then npm";
	expect(howToGetFastEngine(GLOBAL, node).includes(wanted)).toBe(!can);
});

test("the versions of Node are those that re2 names", () => {
	const { packages } = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package-lock.json"), "utf8"));
	expect(packages["node_modules/re2"].engines.node).toBe("^22.22.2 || ^24.15.0 || >=26.0.0");
});
