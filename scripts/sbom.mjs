// Writes sbom.cdx.json: what a user of the package gets, which is re2 with what it is built by, and
// the packages that dist/ was bundled from. Development tools are left out. (npm run sbom)
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";

const root = resolve(import.meta.dirname, "..");
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const list = (...args) =>
	JSON.parse(
		execFileSync(npm, ["sbom", "--sbom-format=cyclonedx", "--package-lock-only", ...args], {
			cwd: root,
			encoding: "utf8",
		}),
	);

const installed = list("--omit=dev");
const everything = list();
const notices = readFileSync(resolve(root, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
const bundled = new Set(
	[...notices.matchAll(/^## (\S+) (\S+) \(/gmu)].map(([, name, version]) => `${name}@${version}`),
);
const components = [
	...installed.components,
	...everything.components
		.filter((component) => bundled.has(component["bom-ref"]))
		.map((component) => ({ ...component, scope: "required" })),
];
const missing = [...bundled].filter((reference) => !components.some((component) => component["bom-ref"] === reference));
if (missing.length > 0) throw new Error(`In the bundles but not in the lock file: ${missing.join(", ")}`);
const kept = new Set([installed.metadata.component["bom-ref"], ...components.map((component) => component["bom-ref"])]);
const dependencies = everything.dependencies
	.filter(({ ref }) => kept.has(ref))
	.map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((reference) => kept.has(reference)) }));
writeFileSync(
	resolve(root, "sbom.cdx.json"),
	`${JSON.stringify({ ...installed, components, dependencies }, null, "\t")}\n`,
);
process.stdout.write(`sbom.cdx.json: ${components.length} components, ${bundled.size} of them bundled\n`);
