import { createRequire } from "node:module";
import { resolve } from "node:path";
import { build } from "esbuild";

/**
 * What a module of src/ exports, bundled in memory: for scripts that run before there is a dist/.
 *
 * @param {string} file relative to src/
 */
export async function loadSource(file) {
	const { outputFiles } = await build({
		entryPoints: [resolve(import.meta.dirname, "..", "src", file)],
		bundle: true,
		write: false,
		platform: "node",
		format: "cjs",
		external: ["re2"],
		logLevel: "warning",
	});
	const made = { exports: {} };
	new Function("module", "exports", "require", outputFiles[0].text)(made, made.exports, createRequire(import.meta.url));
	return made.exports;
}
