// Measures a history scan beside git's own log: wall and processor time as ratios, and memory.
//   node bench/history.mjs [REPOSITORY] [--rounds 5]
// Without a repository one is made by bench/makeHistory.mjs. Needs GNU time (/usr/bin/time) and dist/.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const root = resolve(import.meta.dirname, "..");
const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { rounds: { type: "string", default: "5" } },
});
const made = positionals[0] === undefined ? mkdtempSync(join(tmpdir(), "mg-hook-history-")) : undefined;
const repository = positionals[0] ?? join(made, "repository");
if (made !== undefined) run("node", [join(root, "bench/makeHistory.mjs"), repository]);

const GIT = ["git", "log", "-p", "--all", "-U0"];
const MG_HOOK = ["node", join(root, "dist/cli.js"), "check", "--history", "--quiet"];
const rounds = [];
// Side by side in each round: what else the machine does then falls on both.
for (let round = 0; round < Number(values.rounds); round++) rounds.push([measure(GIT), measure(MG_HOOK)]);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const ratio = (what) => median(rounds.map(([git, ours]) => ours[what] / git[what])).toFixed(2);
process.stdout.write(
	`wall ${ratio("wall")} times git log -p --all -U0 (budget 1.5), processor ${ratio("cpu")} times, ` +
		`${Math.max(...rounds.map(([, ours]) => ours.megabytes)).toFixed(0)} MB at most (budget 200)\n`,
);
if (made !== undefined) rmSync(made, { recursive: true });

/** Seconds and megabytes of a command in the repository, its children with it. */
function measure(command) {
	const { stderr } = run("/usr/bin/time", ["-f", "%e %U %S %M", ...command], { cwd: repository });
	const [wall, user, system, kilobytes] = stderr.trim().split("\n").at(-1).split(" ").map(Number);
	return { wall, cpu: user + system, megabytes: kilobytes / 1024 };
}

function run(program, args, options = {}) {
	return spawnSync(program, args, { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"], ...options });
}
