// Refuses the build where a rule fails one of its own examples (src/detect/rules, `examples`).
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { build } from "esbuild";

const source = resolve(import.meta.dirname, "..", "src");
const { outputFiles } = await build({
	entryPoints: [resolve(source, "detect", "proveRules.ts")],
	bundle: true,
	write: false,
	platform: "node",
	format: "cjs",
	external: ["re2"],
	logLevel: "warning",
});
const proof = { exports: {} };
new Function("module", "exports", "require", outputFiles[0].text)(proof, proof.exports, createRequire(import.meta.url));
const failures = [1, 2, 3].flatMap((seed) => proof.exports.proveRules(seed));
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;
