// Bundles src/ into dist/: one file for the entry, one for each module that is imported on demand,
// so that a run reads and compiles only what it needs. Types are the work of writeTypes.mjs.
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, relative, resolve } from "node:path";
import { build, transform } from "esbuild";
import { loadSource } from "./loadSource.mjs";

const root = resolve(import.meta.dirname ?? ".", "..");
const source = resolve(root, "src");

/** Name of a bundle in dist/ for a module: `commands/check.ts` is `commands-check.js`. */
const bundleName = (file) =>
	relative(source, file)
		.replace(/\.[jt]s$/u, "")
		.replaceAll(/[\\/]/gu, "-");

const entries = new Map([
	["cli", resolve(source, "cli.ts")],
	["index", resolve(source, "index.ts")],
	["secretlint", resolve(source, "secretlint.ts")],
	["prepare", resolve(source, "prepare.ts")],
]);

/** What is asked for by name, by people and packages: `dist/cli.js` is its first lines, `dist/cli-main.js` the rest. */
const WAYS_IN = [...entries.keys()];
const mainOf = (name) => `${name}-main`;

/**
 * What there must be one of, however many bundles are loaded, each a bundle that the others require:
 * `failure`, since a class of which each bundle had its own would fail `instanceof`; the client of git,
 * since it knows the processes that are running, and takes 20 ms to load with simple-git in it; and
 * re2js, for its size.
 */
const SHARED = ["failure.ts", "git/client.ts", "detect/port/portPattern.ts"].map((file) => resolve(source, file));

/** Packages that more than one bundle needs, each a bundle too, for its size. */
const SHARED_PACKAGES = ["yaml"];

/** How what is loaded on demand is asked for. */
const ON_DEMAND = ["dynamic-import", "require-call"];

/** Leaves what is loaded on demand, and any of what is shared, as a require of its own bundle, and queues that bundle. */
const splitOnDemand = {
	name: "split-on-demand",
	setup({ onResolve }) {
		onResolve({ filter: /^\.\.?\// }, ({ kind, path, importer }) => {
			const file = resolve(dirname(importer), path.replace(/\.js$/u, ".ts"));
			if (!importer.startsWith(source) || (!ON_DEMAND.includes(kind) && !SHARED.includes(file))) return undefined;
			const name = bundleName(file);
			entries.set(name, file);
			return { path: `./${name}.js`, external: true };
		});
		onResolve({ filter: /^[a-z]/ }, ({ kind, path }) => {
			if (kind === "entry-point" || !SHARED_PACKAGES.includes(path)) return undefined;
			entries.set(path, createRequire(import.meta.url).resolve(path));
			return { path: `./${path}.js`, external: true };
		});
	},
};

await rm(resolve(root, "dist"), { recursive: true, force: true });
const built = new Set();
const packages = new Set();
while (built.size < entries.size) {
	for (const [name, file] of entries) {
		if (built.has(name)) continue;
		built.add(name);
		const { metafile } = await build({
			metafile: true,
			entryPoints: [file],
			outfile: resolve(root, "dist", `${WAYS_IN.includes(name) ? mainOf(name) : name}.js`),
			bundle: true,
			platform: "node",
			target: "node20.19",
			format: "cjs",
			minify: true,
			external: name === "prepare" ? ["./cli.js"] : ["re2"],
			// jsonc-parser's "main" asks for its own parts in a way that cannot be bundled.
			mainFields: ["module", "main"],
			// simple-git logs whole environments and outputs under DEBUG: secrets do not go there.
			alias: { debug: resolve(root, "scripts/noDebug.cjs") },
			// A real import() would start the ES module loader, which costs 10 ms.
			supported: { "dynamic-import": false },
			legalComments: "none",
			plugins: [splitOnDemand],
			logLevel: "warning",
		});
		for (const input of Object.keys(metafile.inputs)) {
			const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(input)?.[1];
			if (name !== undefined) packages.add(name);
		}
	}
}
for (const name of WAYS_IN) await writeFile(resolve(root, "dist", `${name}.js`), await firstLines(name));
await writeFile(resolve(root, "dist", "THIRD-PARTY-NOTICES.txt"), await notices());

const [{ gateFiles }, { catalogue }] = [
	await loadSource("generate/gate.ts"),
	await loadSource("detect/rules/catalogue.ts"),
];
for (const [name, text] of Object.entries(gateFiles(catalogue))) {
	await writeFile(resolve(root, "hooks", name), text);
}

/** What stands before the rest, for a Node that could not read that (`firstLines.cjs`). */
async function firstLines(name) {
	const { engines } = JSON.parse(await readFile(resolve(root, "package.json"), "utf8"));
	const [, needed] = /^>=(\d+\.\d+)\./u.exec(engines.node) ?? [];
	if (needed === undefined) throw new Error(`engines.node of package.json names no least version: ${engines.node}`);
	const define = { NEEDED: needed, MAIN: `./${mainOf(name)}.js`, IS_COMMAND: name === "cli" };
	const { code } = await transform(await readFile(resolve(root, "scripts/firstLines.cjs"), "utf8"), {
		define: Object.fromEntries(Object.entries(define).map(([of, value]) => [of, JSON.stringify(value)])),
		minify: true,
		target: "es5",
	});
	return name === "cli" ? `#!/usr/bin/env node\n${code}` : code;
}

/** The licences of what the bundles hold ask to go with them. */
async function notices() {
	const parts = ["mg-hook's files in this folder hold code of these packages, under these licences.\n"];
	for (const name of [...packages].sort()) {
		const folder = resolve(root, "node_modules", name);
		const { version, license } = JSON.parse(await readFile(resolve(folder, "package.json"), "utf8"));
		const file = existsSync(folder) && (await readdir(folder)).find((entry) => /^licen[cs]e/iu.test(entry));
		parts.push(`## ${name} ${version} (${license})\n`);
		if (file) parts.push((await readFile(resolve(folder, file), "utf8")).trim(), "");
	}
	return `${parts.join("\n")}\n`;
}
