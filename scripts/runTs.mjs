// Runs a TypeScript file: node scripts/runTs.mjs bench/placeholderRates.ts [arguments]
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { basename, resolve } from "node:path";
import { build } from "esbuild";

const [file, ...rest] = process.argv.slice(2);
const root = resolve(import.meta.dirname, "..");
const folder = resolve(root, "node_modules", ".cache", "mg-hook");
mkdirSync(folder, { recursive: true });
const outfile = resolve(folder, `${basename(file, ".ts")}.cjs`);
await build({
	entryPoints: [resolve(file)],
	outfile,
	bundle: true,
	platform: "node",
	format: "cjs",
	external: ["re2"],
	// jsonc-parser's "main" asks for its own parts in a way that cannot be bundled.
	mainFields: ["module", "main"],
	logLevel: "warning",
});
process.exitCode = spawnSync(process.execPath, ["--expose-gc", outfile, ...rest], { stdio: "inherit" }).status ?? 1;
