// Measures mg-hook side by side with its peers and writes bench/RESULTS.md and a plot:
//   npm run bench [-- --quick] [-- --only clean,history] [-- --out DIRECTORY]
// Peers are taken from PATH and $PEERS (default /opt/peers/bin); who is absent is left out.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, tmpdir, totalmem } from "node:os";
import { delimiter, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { keyLine, makeRepository } from "./inputs.mjs";
import { sideBySide } from "./measure.mjs";
import { plot } from "./plot.mjs";

/** @typedef {import("./measure.mjs").Contender} Contender */
/** @typedef {import("./measure.mjs").Measured} Measured */
/** @typedef {{ title: string, measured: Measured[], against: string, size?: number }} Table */

const { values: flags } = parseArgs({
	options: {
		quick: { type: "boolean", default: false },
		only: { type: "string" },
		out: { type: "string", default: resolve(import.meta.dirname, ".") },
	},
});
const root = resolve(import.meta.dirname, "..");
process.env["PATH"] = [process.env["PATH"], process.env["PEERS"] ?? "/opt/peers/bin"].join(delimiter);
Object.assign(process.env, { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", GIT_TERMINAL_PROMPT: "0" });
for (const name of Object.keys(process.env))
	if (/^(?:MG_HOOK|GIT_(?:DIR|INDEX|WORK))/u.test(name)) delete process.env[name];

const work = mkdtempSync(join(tmpdir(), "mg-hook-bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));

const cli = join(root, "dist/cli.js");

/** Contenders by name; git's own commands and bare node are the measures that the bars name. */
const contender = {
	node: { name: "node -e 0", program: "node", args: ["-e", "0"] },
	hook: {
		name: "mg-hook hook",
		program: join(root, "hooks/pre-commit"),
		args: [],
		// As git runs it.
		env: { GIT_INDEX_FILE: ".git/index" },
	},
	check: { name: "mg-hook check --staged", program: "node", args: [cli, "check", "--staged", "--quiet"] },
	byHand: { name: "mg-hook check --staged", program: "node", args: [cli, "check", "--staged"] },
	quiet: { name: "git diff --cached --quiet", program: "git", args: ["diff", "--cached", "--quiet"] },
	diff: { name: "git diff --cached -U0 --text", program: "git", args: ["diff", "--cached", "-U0", "--text"] },
	rg: {
		name: "git diff --cached -U0 | rg",
		program: "sh",
		args: ["-c", "git diff --cached -U0 | rg -c 'key-[0-9a-zA-Z]{32}'"],
	},
	gitleaks: {
		name: "gitleaks",
		program: "gitleaks",
		args: ["git", "--staged", "--no-banner", "-l", "error", "."],
	},
	trufflehog: {
		name: "trufflehog",
		program: "sh",
		// Without verification: it would send what it finds to the services.
		args: ["-c", 'trufflehog git "file://$PWD" --since-commit HEAD --no-verification --no-update --fail --json'],
		fine: [0, 1, 183],
	},
	gitSecrets: { name: "git-secrets", program: "git-secrets", args: ["--pre_commit_hook", "--"] },
	secretlint: {
		name: "secretlint",
		program: "sh",
		args: [
			"-c",
			"git diff --cached --name-only --diff-filter=ACMR -z | xargs -0 -r secretlint --no-glob --format json",
		],
		fine: [0, 1, 123],
	},
	log: { name: "git log -p", program: "git", args: ["log", "-p", "--all"] },
	history: { name: "mg-hook check --history", program: "node", args: [cli, "check", "--history", "--quiet"] },
	gitleaksHistory: { name: "gitleaks", program: "gitleaks", args: ["git", "--no-banner", "-l", "error", "."] },
	trufflehogHistory: {
		name: "trufflehog",
		program: "sh",
		args: ["-c", 'trufflehog git "file://$PWD" --no-verification --no-update --fail --json'],
		fine: [0, 1, 183],
	},
};

/** @param {string} program */
function present(program) {
	return (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** @param {readonly Contender[]} contenders */
function thosePresent(contenders) {
	return contenders.filter(({ name, program }) => {
		const needed = name.includes("| rg") ? "rg" : program === "sh" ? name : program;
		return needed.includes("/") || present(needed);
	});
}

/** @type {Table[]} */
const tables = [];

/**
 * @param {string} title
 * @param {string} repository
 * @param {readonly Contender[]} contenders the first one is what the others are compared with
 * @param {number} runs
 * @param {number} [size] MB, for the plot
 */
async function compare(title, repository, contenders, runs, size) {
	process.stderr.write(`${title} …\n`);
	const measured = await sideBySide(thosePresent(contenders), {
		cwd: repository,
		runs: flags.quick ? Math.max(1, Math.ceil(runs / 3)) : runs,
		patience: flags.quick ? 30 : 300,
	});
	const against = contenders[0]?.name ?? "";
	tables.push({ title, measured, against, ...(size === undefined ? {} : { size }) });
	for (const line of tableLines({ title, measured, against }).slice(2)) process.stderr.write(`${line}\n`);
}

/** @param {string} name @param {Parameters<typeof makeRepository>[1]} stage */
async function inRepository(name, stage, /** @type {(repository: string) => Promise<void>} */ measure) {
	const repository = join(work, name);
	makeRepository(repository, stage);
	writeFileSync(join(repository, ".git/info/exclude"), ".secretlintrc.json\n");
	writeFileSync(
		join(repository, ".secretlintrc.json"),
		JSON.stringify({
			rules: [
				{
					id: "@secretlint/secretlint-rule-pattern",
					options: { patterns: [{ name: "mailgun", patterns: ["/(?<key>key-[0-9a-f]{32})/"] }] },
				},
			],
		}),
	);
	spawnSync("git", ["config", "--add", "secrets.patterns", "key-[0-9a-f]{32}"], { cwd: repository });
	await measure(repository);
	rmSync(repository, { recursive: true, force: true });
}

const MB = 1e6;
const staged = [contender.gitleaks, contender.trufflehog, contender.gitSecrets, contender.secretlint];

/** @type {Record<string, () => Promise<void>>} */
const cases = {
	small: async () => {
		await inRepository(
			"small",
			(write) => write("src/3/file3.ts", 3000),
			async (repository) => {
				await compare("Small clean commit", repository, [contender.quiet, contender.hook, ...staged], 40);
				await compare("Small clean change, by hand", repository, [contender.node, contender.byHand], 40);
			},
		);
		await inRepository(
			"key",
			(write) => write("config/mail.env", 200, { last: keyLine("small") }),
			(repository) => compare("Small commit with a key", repository, [contender.node, contender.hook, ...staged], 40),
		);
	},
	files: async () => {
		for (const files of flags.quick ? [1000] : [1000, 10_000]) {
			await inRepository(
				`files${files}`,
				(write) => {
					for (let index = 0; index < files; index++) write(`new/${index % 100}/${index}.ts`, 1000);
				},
				(repository) =>
					compare(
						`${files} small clean files`,
						repository,
						[contender.diff, contender.hook, contender.check, ...staged],
						files > 1000 ? 5 : 10,
					),
			);
		}
	},
	clean: async () => {
		for (const size of flags.quick ? [1, 10] : [1, 10, 100, 1000]) {
			await inRepository(
				`clean${size}`,
				(write) => {
					for (let index = 0; index < 10; index++) write(`new/${index}.ts`, (size * MB) / 10);
				},
				(repository) =>
					compare(
						`${size} MB clean, in ten files`,
						repository,
						[
							contender.rg,
							contender.diff,
							contender.hook,
							contender.check,
							...(size > 100 ? [contender.gitleaks] : staged),
						],
						{ 1: 15, 10: 9, 100: 5 }[size] ?? 1,
						size,
					),
			);
		}
	},
	line: () =>
		inRepository(
			"line",
			(write) => write("bundle.min.js", (flags.quick ? 5 : 50) * MB, { feeds: false }),
			(repository) =>
				compare(
					`One clean line of ${flags.quick ? 5 : 50} MB`,
					repository,
					[contender.diff, contender.hook, contender.check, ...staged],
					5,
				),
		),
	keys: async () => {
		for (const size of flags.quick ? [10] : [10, 100]) {
			await inRepository(
				`keys${size}`,
				(write) => {
					for (let index = 0; index < 100; index++)
						write(`new/${index}.env`, (size * MB) / 100, { last: keyLine(`file ${index}`) });
				},
				(repository) =>
					compare(
						`${size} MB, a key in each of 100 files`,
						repository,
						[contender.diff, contender.hook, contender.check, ...staged],
						5,
					),
			);
		}
	},
	history: async () => {
		if (!/--history/u.test(spawnSync("node", [cli, "check", "--help"], { encoding: "utf8" }).stdout)) {
			process.stderr.write("History: skipped, this mg-hook cannot check one.\n");
			return;
		}
		const [commits, megabytes] = flags.quick ? [200, 5] : [1500, 70];
		const repository = join(work, "history");
		execFileSync("node", [
			join(import.meta.dirname, "makeHistory.mjs"),
			repository,
			"--commits",
			String(commits),
			"--megabytes",
			String(megabytes),
		]);
		await compare(
			`History: ${commits} commits, ${megabytes} MB of patches`,
			repository,
			[contender.log, contender.history, contender.gitleaksHistory, contender.trufflehogHistory],
			3,
		);
		rmSync(repository, { recursive: true, force: true });
	},
};

/** @param {Omit<Table, "size">} table */
function tableLines({ title, measured, against }) {
	const reference = measured.find(({ name }) => name === against)?.median;
	return [
		`## ${title}`,
		"",
		`| | median | least | times \`${cell(against)}\` | peak memory |`,
		"| --- | ---: | ---: | ---: | ---: |",
		...measured.map(({ name, median, least, peak, failure }) => {
			const memory = peak === undefined ? "" : `${Math.round(peak)} MB`;
			if (median === undefined || least === undefined)
				return `| ${cell(name)} | failed (${cell(failure ?? "")}) | | | ${memory} |`;
			const ratio = reference === undefined ? "" : (median / reference).toFixed(2);
			return `| ${cell(name)} | ${milliseconds(median)} | ${milliseconds(least)} | ${ratio} | ${memory} |`;
		}),
		"",
	];
}

/** @param {string} words as a cell of a table holds them */
function cell(words) {
	return words.replaceAll("|", "\\|");
}

/** @param {number} time */
function milliseconds(time) {
	return time >= 1000 ? `${(time / 1000).toFixed(2)} s` : `${time.toFixed(1)} ms`;
}

/** @param {string} title @param {string} name */
function found(title, name) {
	return tables.find((table) => table.title === title)?.measured.find((entry) => entry.name === name);
}

/** The bars of issue 5, each with what was measured. */
function barLines() {
	/** @type {[string, string, number | undefined, number][]} */
	const bars = [];
	const ratio = (/** @type {string} */ title, /** @type {string} */ ours, /** @type {string} */ theirs) => {
		const [over, under] = [found(title, ours)?.median, found(title, theirs)?.median];
		return over === undefined || under === undefined ? undefined : over / under;
	};
	const hook = contender.hook.name;
	const check = contender.check.name;
	bars.push(
		[
			"Small clean commit",
			"hook / git diff --cached --quiet",
			ratio("Small clean commit", hook, contender.quiet.name),
			3,
		],
		["Small clean commit", "hook / gitleaks", ratio("Small clean commit", hook, "gitleaks"), 0.25],
		["Small commit with a key", "hook / node -e 0", ratio("Small commit with a key", hook, contender.node.name), 1.3],
		[
			"100 MB clean, in ten files",
			"hook / (git diff | rg)",
			ratio("100 MB clean, in ten files", hook, contender.rg.name),
			0.5,
		],
		[
			"100 MB, a key in each of 100 files",
			"check / git diff",
			ratio("100 MB, a key in each of 100 files", check, contender.diff.name),
			2,
		],
		[
			"100 MB, a key in each of 100 files",
			"peak MB of check",
			found("100 MB, a key in each of 100 files", check)?.peak,
			200,
		],
		["1000 MB clean, in ten files", "peak MB of check", found("1000 MB clean, in ten files", check)?.peak, 200],
	);
	for (const [small, large] of [
		[10, 100],
		[100, 1000],
	]) {
		for (const name of [hook, check]) {
			const from = found(`${small} MB clean, in ten files`, name)?.median;
			const to = found(`${large} MB clean, in ten files`, name)?.median;
			bars.push([
				`${small} to ${large} MB`,
				`${name}: times longer`,
				from === undefined || to === undefined ? undefined : to / from,
				12,
			]);
		}
	}
	const measured = bars.filter(([, , value]) => value !== undefined);
	if (measured.length === 0) return [];
	return [
		"## What must be reached",
		"",
		"| case | what | at most | measured | |",
		"| --- | --- | ---: | ---: | --- |",
		...measured.map(
			([title, what, value = 0, most]) =>
				`| ${title} | ${what} | ${most} | ${value.toFixed(value > 20 ? 0 : 2)} | ${value <= most ? "reached" : "**missed**"} |`,
		),
		"",
	];
}

/** @param {string} program @param {readonly string[]} args */
function version(program, args) {
	if (!present(program)) return undefined;
	const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
	return `${stdout}${stderr}`.trim().split("\n")[0];
}

const began = new Date();
const loadBefore = loadavg()[0] ?? 0;
const chosen = flags.only?.split(",") ?? Object.keys(cases);
for (const name of chosen) {
	const run = cases[name];
	if (run === undefined) throw new Error(`There is no case ${name}; there are ${Object.keys(cases).join(", ")}.`);
	await run();
}

mkdirSync(flags.out, { recursive: true });
const sized = tables.filter(({ size }) => size !== undefined);
const names = [...new Set(sized.flatMap(({ measured }) => measured.map(({ name }) => name)))];
const lines = names
	.map((name) => ({
		name,
		points: sized.flatMap(({ size = 0, measured }) => {
			const median = measured.find((entry) => entry.name === name)?.median;
			return median === undefined ? [] : [{ x: size, y: median }];
		}),
	}))
	.filter(({ points }) => points.length > 0);
if (lines.length > 0) {
	writeFileSync(
		join(flags.out, "time-over-size.svg"),
		plot(lines, {
			title: "Checking a clean staged change",
			note: "Median wall time; lower is better; a line that ends early failed beyond or was not run",
			x: "Staged text",
			y: "Time",
		}),
	);
}

const commit = spawnSync("git", ["-C", root, "describe", "--always", "--dirty"], { encoding: "utf8" }).stdout.trim();
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${release()}`;
writeFileSync(
	join(flags.out, "RESULTS.md"),
	[
		"# Measurements",
		"",
		`Made by \`npm run bench${flags.quick ? " -- --quick" : ""}\` on ${began.toISOString().slice(0, 16).replace("T", " ")} UTC at commit \`${commit}\`; not written by hand.`,
		"",
		`- Machine: ${machine}; load when it began ${loadBefore.toFixed(1)}, when it ended ${(loadavg()[0] ?? 0).toFixed(1)} (above 1, others were at work and the times are too long; ratios suffer less, as all run in turns).`,
		`- Versions: Node ${process.versions.node}, ${[version("git", ["--version"]), version("rg", ["--version"]), version("secretlint", ["--version"]) && `secretlint ${version("secretlint", ["--version"])}`].filter(Boolean).join(", ")}${present("gitleaks") ? ", gitleaks" : ""}${present("trufflehog") ? ", trufflehog" : ""}${present("git-secrets") ? ", git-secrets" : ""} (as installed; they do not all say their versions).`,
		"- Peak memory is that of the program's own process, not of the git that it starts, which is the same for all.",
		"- The hook is what git runs; it answers a clean commit without Node. `check --staged` is the same check by hand, with Node.",
		"",
		...barLines(),
		...(lines.length > 0 ? ["![Time over size](time-over-size.svg)", ""] : []),
		...tables.flatMap(tableLines),
	].join("\n"),
);
process.stderr.write(`Written: ${relative(process.cwd(), join(flags.out, "RESULTS.md"))}\n`);
