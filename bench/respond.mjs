// How long mg-hook respond takes beside `git log -S KEY --all`, on a seeded history of 1,500 commits.
// Usage: node scripts/build.mjs && node bench/respond.mjs [rounds]
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const COMMITS = 1500;
const FILES = 300;
const rounds = Number(process.argv[2] ?? 7);
const cli = resolve(import.meta.dirname ?? "bench", "../dist/cli.js");
const folder = mkdtempSync(join(tmpdir(), "mg-hook-bench-"));
const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };

let state = 7;
/** The same numbers in every run (a linear congruential generator). */
const random = (below) => {
	state = (state * 1664525 + 1013904223) % 2 ** 32;
	return Math.floor((state / 2 ** 32) * below);
};
const digest = (text) => createHash("md5").update(text).digest("hex");
const key = `key-${digest("bench")}`;
const words = Array.from({ length: 5000 }, (_, index) => digest(String(index)).slice(0, 3 + random(10)));
const line = () => Array.from({ length: 3 + random(10) }, () => words[random(words.length)]).join(" ");

function run(program, args, input) {
	const started = process.hrtime.bigint();
	const { status, stderr, stdout } = spawnSync(program, args, { cwd: folder, env, input, maxBuffer: 1 << 30 });
	if (status !== 0) throw new Error(`${program} ${args[0]}: ${stderr}`);
	return { milliseconds: Number(process.hrtime.bigint() - started) / 1e6, stdout: stdout.toString() };
}

function history() {
	const files = new Map(
		Array.from({ length: FILES }, (_, index) => [
			`src/d${index % 20}/f${index}.ts`,
			Array.from({ length: 50 + random(550) }, line),
		]),
	);
	const names = [...files.keys()];
	const parts = [];
	for (let commit = 0; commit < COMMITS; commit++) {
		const changed =
			commit === 0 ? [...names] : Array.from({ length: 1 + random(6) }, () => names[random(names.length)]);
		if (commit > 0) {
			for (const name of changed) {
				const lines = files.get(name);
				for (let edit = 1 + random(15); edit > 0; edit--) lines.splice(random(lines.length), random(2), line());
			}
		}
		if (commit === 700 || commit === 900) {
			files.set("config/.env", [`MAILGUN_API_KEY=${commit === 700 ? key : ""}`]);
			changed.push("config/.env");
		}
		parts.push(`commit refs/heads/main\ncommitter A <a@example.com> ${1600000000 + commit * 3600} +0000\ndata 2\nx\n`);
		for (const name of new Set(changed)) {
			const text = `${files.get(name).join("\n")}\n`;
			parts.push(`M 100644 inline ${name}\ndata ${Buffer.byteLength(text)}\n${text}\n`);
		}
	}
	return parts.join("");
}

try {
	run("git", ["init", "-q", "-b", "main"]);
	run("git", ["fast-import", "--quiet"], history());
	run("git", ["gc", "-q"]);
	run("git", ["reset", "-q", "--hard"]);
	const times = { pickaxe: [], respond: [] };
	for (let round = 0; round < rounds; round++) {
		times.pickaxe.push(run("git", ["log", `-S${key}`, "--all", "--oneline"]).milliseconds);
		const { milliseconds, stdout } = run(process.execPath, [cli, "respond", "--stdin"], key);
		if (!stdout.includes("config/.env")) throw new Error("respond did not find the key");
		times.respond.push(milliseconds);
	}
	const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
	const [pickaxe, respond] = [median(times.pickaxe), median(times.respond)];
	console.log(`git log -S, all refs: ${pickaxe.toFixed(0)} ms`);
	console.log(`mg-hook respond:      ${respond.toFixed(0)} ms`);
	console.log(`ratio: ${(respond / pickaxe).toFixed(2)} (at most 2; medians of ${rounds})`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
