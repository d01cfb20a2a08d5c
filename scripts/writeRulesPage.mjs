// Writes docs/rules.md from the catalogue. test/detect/rulesPage.test.ts tells when it is out of date.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "..");
const { outputFiles } = await build({
	entryPoints: [resolve(root, "src", "detect", "rulesPage.ts")],
	bundle: true,
	write: false,
	platform: "node",
	format: "cjs",
	external: ["re2"],
	logLevel: "warning",
});
const page = { exports: {} };
new Function("module", "exports", "require", outputFiles[0].text)(page, page.exports, createRequire(import.meta.url));
writeFileSync(resolve(root, "docs", "rules.md"), page.exports.rulesPage());
