/**
 * Stages every case of `test/cases` in a repository of its own and lets mg-hook, and each peer that
 * is present, check it. Prints recall and precision, and what each tool gets wrong.
 * Run: npm run bench:accuracy [-- --seed 7] [-- --tool gitleaks]
 *
 * A tool finds a case where it exits as it does for findings; what it finds in an `ok` case is a
 * false alarm. Peers are looked for in $PEERS (a folder of executables), then on PATH.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { type KeyCase, listCases, readCase } from "../test/support/keyCases.js";

const option = (name: string): string | undefined => {
	const at = process.argv.indexOf(name);
	return at === -1 ? undefined : process.argv[at + 1];
};
const SEED = Number(option("--seed") ?? 1);
const ONLY = option("--tool");
const PEERS = process.env["PEERS"] ?? "/opt/peers/bin";
/** A copy, lest a build under way take it away. Where re2 is found from. */
const MG_HOOK = resolve("node_modules", ".cache", "mg-hook", "dist", "cli.js");
cpSync("dist", dirname(MG_HOOK), { recursive: true });
/** As published documentation gives it. */
const DOCUMENTED = "key-[a-zA-Z0-9]{32}";

interface Tool {
	name: string;
	/** The executable, absent where there is none. */
	command?: string;
	/** Before the case is staged: rules, configuration. */
	prepare?(folder: string): void;
	/** Whether it reports something. */
	finds(folder: string, file: string): boolean;
}

const environment: NodeJS.ProcessEnv = {
	...process.env,
	PATH: `${PEERS}${delimiter}${process.env["PATH"] ?? ""}`,
	GIT_CONFIG_GLOBAL: "/dev/null",
	GIT_CONFIG_NOSYSTEM: "1",
	GIT_AUTHOR_NAME: "A",
	GIT_AUTHOR_EMAIL: "a@example.com",
	GIT_COMMITTER_NAME: "A",
	GIT_COMMITTER_EMAIL: "a@example.com",
};

function run(cwd: string, command: string, args: readonly string[], input?: Buffer): number {
	const { status, error } = spawnSync(command, args, {
		cwd,
		env: environment,
		stdio: [input === undefined ? "ignore" : "pipe", "ignore", "ignore"],
		...(input === undefined ? {} : { input }),
	});
	if (error !== undefined) throw error;
	return status ?? -1;
}

function git(cwd: string, ...args: string[]): void {
	const status = run(cwd, "git", args);
	if (status !== 0) throw new Error(`git ${args.join(" ")} exited with ${status}`);
}

/** A tool could not check a case: it has not found the key, and it has not said that there is none. */
class Failure extends Error {}

/** A tool's answer from its exit code; any code but these two is a failure.
 *
 * @throws Failure
 */
function answer(tool: string, status: number, found: number): boolean {
	if (status !== 0 && status !== found) throw new Failure(`${tool} exited with ${status}`);
	return status === found;
}

function find(name: string): { command?: string } {
	for (const folder of [PEERS, ...(process.env["PATH"] ?? "").split(delimiter)]) {
		if (folder !== "" && existsSync(join(folder, name))) return { command: join(folder, name) };
	}
	return {};
}

const tools: Tool[] = [
	{
		name: "mg-hook",
		command: MG_HOOK,
		finds: (folder) => answer("mg-hook", run(folder, process.execPath, [MG_HOOK, "check", "--quiet"]), 1),
	},
	{
		name: "gitleaks",
		...find("gitleaks"),
		finds: (folder) =>
			answer("gitleaks", run(folder, "gitleaks", ["git", "--staged", "--no-banner", "-l", "error", "."]), 1),
	},
	{
		name: "trufflehog",
		...find("trufflehog"),
		finds: (folder) =>
			answer(
				"trufflehog",
				run(folder, "trufflehog", [
					"git",
					`file://${folder}`,
					"--since-commit",
					"HEAD",
					"--no-verification",
					"--no-update",
					"--fail",
				]),
				183,
			),
	},
	{
		name: "git-secrets",
		...find("git-secrets"),
		prepare: (folder) => git(folder, "secrets", "--add", DOCUMENTED),
		finds: (folder) => answer("git-secrets", run(folder, "git", ["secrets", "--scan", "--cached"]), 1),
	},
	{
		name: "secretlint",
		...find("secretlint"),
		finds: (folder, file) =>
			answer("secretlint", run(folder, "secretlint", ["--no-glob", "--secretlintrc", "../secretlintrc.json", file]), 1),
	},
	...["betterleaks", "ripsecrets", "detect-secrets"].map(
		(name): Tool => ({
			name,
			...find(name),
			finds: (folder, file) => {
				if (name === "betterleaks") {
					return answer(name, run(folder, name, ["git", "--staged", "--no-banner", "-l", "error", "."]), 1);
				}
				if (name === "ripsecrets") return answer(name, run(folder, name, ["--strict-ignore", file]), 1);
				return answer(name, run(folder, "detect-secrets-hook", [file]), 1);
			},
		}),
	),
];

/** A repository in which the case is staged, its context lines committed before. */
function stage(root: string, keyCase: KeyCase, index: number): { folder: string; file: string } {
	const folder = join(root, String(index));
	const file = keyCase.path;
	mkdirSync(dirname(join(folder, file)), { recursive: true });
	git(folder, "init", "-q", "-b", "main");
	const context = keyCase.lines.filter(({ added }) => !added);
	if (context.length > 0) {
		writeFileSync(join(folder, file), Buffer.concat(context.flatMap(({ bytes }) => [bytes, Buffer.from("\n")])));
		git(folder, "add", "-f", file);
	}
	git(folder, "commit", "-q", "--allow-empty", "-m", "base");
	writeFileSync(join(folder, file), keyCase.bytes);
	git(folder, "add", "-f", file);
	return { folder, file };
}

/** trufflehog fails now and then, in the same repository in which it works the next time: that is not its judgement. */
const MOST_TRIES = 6;

function answerAtLast(tool: Tool, folder: string, file: string): boolean {
	for (let tried = 1; ; tried++) {
		try {
			return tool.finds(folder, file);
		} catch (error) {
			if (!(error instanceof Failure) || tried === MOST_TRIES) throw error;
		}
	}
}

const present = tools.filter(({ name, command }) => command !== undefined && (ONLY === undefined || name === ONLY));
const absent = tools.filter(({ command }) => command === undefined).map(({ name }) => name);
const cases = listCases()
	.filter(({ ruleId }) => ruleId !== "mailgun-public-key")
	.map(({ ruleId, file }) => readCase(ruleId, file, SEED));
const results = new Map(present.map(({ name }) => [name, { missed: [] as string[], alarms: [] as string[] }]));
const root = mkdtempSync(join(tmpdir(), "mg-hook-accuracy-"));
try {
	writeFileSync(
		join(root, "secretlintrc.json"),
		JSON.stringify({
			rules: [
				{ id: "@secretlint/secretlint-rule-preset-recommend" },
				{
					id: "@secretlint/secretlint-rule-pattern",
					options: { patterns: [{ name: "mailgun", patterns: [`/(?<key>${DOCUMENTED})/`] }] },
				},
			],
		}),
	);
	cases.forEach((keyCase, index) => {
		const { folder, file } = stage(root, keyCase, index);
		const bad = keyCase.expected.length > 0;
		for (const tool of present) {
			tool.prepare?.(folder);
			const result = results.get(tool.name);
			try {
				const found = answerAtLast(tool, folder, file);
				if (found && !bad) result?.alarms.push(keyCase.name);
				if (!found && bad) result?.missed.push(keyCase.name);
			} catch (error) {
				if (!(error instanceof Failure)) throw error;
				(bad ? result?.missed : result?.alarms)?.push(`${keyCase.name} (${error.message})`);
			}
		}
		rmSync(folder, { recursive: true, force: true });
	});
} finally {
	rmSync(root, { recursive: true, force: true });
}

const real = cases.filter(({ expected }) => expected.length > 0).length;
const harmless = cases.length - real;
const percent = (part: number, whole: number): string =>
	whole === 0 ? "–" : `${((100 * part) / whole).toFixed(part === whole ? 0 : 1)}%`;
console.log(`${real} cases with keys, ${harmless} harmless ones, keys of seed ${SEED}\n`);
console.log("| tool | recall | quiet on harmless cases | precision |");
console.log("| --- | ---: | ---: | ---: |");
for (const [name, { missed, alarms }] of results) {
	const found = real - missed.length;
	console.log(
		`| ${name} | ${percent(found, real)} | ${percent(harmless - alarms.length, harmless)} | ${percent(found, found + alarms.length)} |`,
	);
}
for (const name of absent) console.log(`| ${name} | absent | | |`);
for (const [name, { missed, alarms }] of results) {
	if (missed.length > 0) console.log(`\n${name} misses:\n${missed.map((entry) => `  ${entry}`).join("\n")}`);
	if (alarms.length > 0) console.log(`\n${name} alarms on:\n${alarms.map((entry) => `  ${entry}`).join("\n")}`);
}
const own = results.get("mg-hook");
process.exitCode = own !== undefined && own.missed.length + own.alarms.length > 0 ? 1 : 0;
