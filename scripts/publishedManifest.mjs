// Has package.json be as it is published, while npm packs: without scripts, which are for work on
// mg-hook and would be run by nobody's leave elsewhere. npm reads it anew behind "prepack" for the tarball.
//   node scripts/publishedManifest.mjs            behind the build, as the last of "prepack"
//   node scripts/publishedManifest.mjs --restore  as "postpack"
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";

const root = resolve(import.meta.dirname, "..");
const manifest = join(root, "package.json");
const cache = join(root, "node_modules/.cache");
const kept = join(cache, "mg-hook-package.json");

if (process.argv.includes("--restore")) {
	if (existsSync(kept)) copyFileSync(kept, manifest);
	rmSync(kept, { force: true });
} else {
	const { scripts, allowScripts, ...published } = JSON.parse(readFileSync(manifest, "utf8"));
	// A pack that was broken off has left it so.
	if (scripts !== undefined) {
		mkdirSync(cache, { recursive: true });
		copyFileSync(manifest, kept);
		writeFileSync(manifest, `${JSON.stringify(published, undefined, "\t")}\n`);
	}
}
