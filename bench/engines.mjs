// Measures the two engines side by side: a hook-sized check, 60 MB of text, and a history.
//   npm run bench:engines [-- REPOSITORY] [-- --runs 5]
// Without a repository, a history is made by bench/makeHistory.mjs. Needs re2 (npm run native) and dist/.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { makeRepository } from "./inputs.mjs";
import { sideBySide } from "./measure.mjs";

const root = resolve(import.meta.dirname, "..");
const cli = join(root, "dist/cli.js");
const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { runs: { type: "string", default: "5" } },
});
const work = mkdtempSync(join(tmpdir(), "mg-hook-engines-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

const text = join(work, "text");
makeRepository(text, (write) => {
	for (let part = 0; part < 10; part++) write(`part-${part}.js`, 6_000_000);
});
const small = join(work, "small");
makeRepository(small, (write) => write("small.js", 2_000));
const history = positionals[0] ?? join(work, "history");
if (positionals[0] === undefined)
	execFileSync("node", [join(root, "bench/makeHistory.mjs"), history], { stdio: "ignore" });

process.stdout.write("| what | re2 | re2js | times |\n| --- | ---: | ---: | ---: |\n");
for (const [what, cwd, args] of [
	["a small commit, checked by hand", small, ["--staged"]],
	["60 MB of text", text, ["--staged"]],
	["a history", history, ["--history"]],
]) {
	const contenders = ["re2", "re2js"].map((engine) => ({
		name: engine,
		program: "node",
		args: [cli, "check", ...args, "--quiet"],
		env: { MG_HOOK_ENGINE: engine },
	}));
	const [native, port] = await sideBySide(contenders, { cwd, runs: Number(values.runs) });
	const failure = native.failure ?? port.failure;
	if (failure !== undefined) throw new Error(failure);
	const seconds = ({ median }) => `${(median / 1000).toFixed(2)} s`;
	process.stdout.write(
		`| ${what} | ${seconds(native)} | ${seconds(port)} | ${(port.median / native.median).toFixed(2)} |\n`,
	);
}
