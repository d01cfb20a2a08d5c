// What npm runs behind npm ci and npm install in a clone of this repository, as the script
// "dependencies", and for nobody who installs the package: builds dist/ and sets up our own hook.
// "prepare" would be run for more: in an installation without the tools, and in front of each pack.
//
// npm packs a Git dependency as it is, without "prepack", behind an npm install in a clone of it. So this
// is what builds that, too.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import process from "node:process";

const root = resolve(import.meta.dirname, "..");

function isInstalled(name) {
	try {
		createRequire(import.meta.url).resolve(name);
		return true;
	} catch {
		return false;
	}
}

// None of the tools is there after --omit=dev.
if (["esbuild", "husky"].every(isInstalled)) {
	execFileSync("npm", ["run", "build"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
	const { default: husky } = await import("husky");
	const said = husky();
	if (said !== "") process.stdout.write(`husky: ${said}\n`);
}
