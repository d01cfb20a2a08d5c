import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { PACKAGE_ROOT } from "./support/runMgHook.js";

const { dependencies, optionalDependencies, devDependencies } = JSON.parse(
	readFileSync(resolve(PACKAGE_ROOT, "package.json"), "utf8"),
) as {
	dependencies?: Record<string, string>;
	optionalDependencies: Record<string, string>;
	devDependencies: Record<string, string>;
};
const contributing = readFileSync(resolve(PACKAGE_ROOT, "CONTRIBUTING.md"), "utf8");
const reasoned = new Set(
	[...contributing.matchAll(/^\| ([^|]+) \|/gmu)].flatMap(([, names]) => (names ?? "").split(", ")),
);

test.each(Object.entries({ ...optionalDependencies, ...devDependencies }))(
	"%s is pinned and has its reason",
	(name, version) => {
		// Several versions of one package have names of their own: npm:NAME@VERSION.
		expect(version).toMatch(/^(?:npm:@?[\w/-]+@)?\d+\.\d+\.\d+/u);
		expect(reasoned.has(name) || (name.startsWith("@types/") && reasoned.has("@types/*"))).toBe(true);
	},
);

test("re2 alone is installed with mg-hook, where it can be: all else is bundled", () => {
	expect(dependencies).toBeUndefined();
	expect(Object.keys(optionalDependencies)).toEqual(["re2"]);
});
