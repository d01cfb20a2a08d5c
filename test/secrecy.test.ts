import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FORMATS } from "../src/report/format.js";
import { fakeGit } from "./support/fakeGit.js";
import { basicAuth, classicKey, currentKey, hex } from "./support/madeUpKeys.js";
import { CLI } from "./support/runMgHook.js";
import { type Outcome, run, type TemporaryRepository, temporaryRepository } from "./support/temporaryRepository.js";

const CLASSIC = classicKey();
const CURRENT = currentKey();
const SIGNING = hex(32);
const SECRETS = [CLASSIC, CURRENT, SIGNING];

/** Consecutive characters of a key that say too much: less than a half, more than is shown on purpose. */
const WINDOW = 10;

/** Every piece of every secret that may stand nowhere: plain, as hexadecimal digits, in base64 of any alignment. */
const PIECES = new Set(
	SECRETS.flatMap((secret) => {
		const body = secret.replace(/^key-/, "");
		const base64 = [secret, `x${secret}`, `xx${secret}`, basicPlain(secret)].flatMap((text) => {
			const encoded = Buffer.from(text).toString("base64");
			// The first and last group mix with what stands beside them.
			return windows(encoded.slice(4, -4), 14);
		});
		return [...windows(body, WINDOW), ...base64, ...windows(Buffer.from(body).toString("hex"), 20)];
	}),
);

function basicPlain(secret: string): string {
	return `api:${secret}`;
}

function windows(text: string, width: number): string[] {
	return Array.from({ length: Math.max(0, text.length - width + 1) }, (_, index) => text.slice(index, index + width));
}

/** Where pieces of secrets stand in a text, in UTF-16 as well: the first of them, with what is around. */
function leaksIn(text: string): string[] {
	const bare = text.replaceAll("\0", "");
	for (const piece of PIECES) {
		const at = bare.indexOf(piece);
		if (at !== -1) return [bare.slice(Math.max(0, at - 80), at + 80)];
	}
	return [];
}

test("the search finds what it looks for", () => {
	expect(leaksIn("nothing here")).toEqual([]);
	for (const secret of SECRETS) {
		expect(leaksIn(`x ${secret} y`)).not.toEqual([]);
		expect(leaksIn(secret.slice(0, secret.length / 2))).not.toEqual([]);
		expect(leaksIn(secret.slice(secret.length / 2))).not.toEqual([]);
		expect(leaksIn(basicAuth(secret))).not.toEqual([]);
		expect(leaksIn(Buffer.from(secret, "utf16le").toString("latin1"))).not.toEqual([]);
	}
});

let repository: TemporaryRepository;
let temporary: string;
let gitLog: string;
let recording: { folder: string; PATH: string };

/** One for the tests of this `describe`, which change nothing in it that they do not put back. */
function withRepository(prepare: () => void): void {
	beforeAll(() => {
		repository = temporaryRepository();
		temporary = join(repository.root, "../temporary");
		gitLog = join(repository.root, "../git.log");
		recording = fakeGit(`{ printf '%s\\n' "$@"; env; } >> '${gitLog}'\nexec "$REAL_GIT" "$@"`);
		prepare();
	});
	beforeEach(() => {
		rmSync(gitLog, { force: true });
		rmSync(temporary, { recursive: true, force: true });
		mkdirSync(temporary);
	});
	afterAll(() => {
		repository.remove();
		rmSync(recording.folder, { recursive: true, force: true });
	});
}

/** Keys in every shape and place that mg-hook reads, staged. */
function stageKeys(): void {
	const { write, git } = repository;
	write("README", "x\n");
	git("add", ".");
	git("commit", "-qm", "first", "--allow-empty");
	write("plain.env", `MAILGUN_API_KEY=${CLASSIC}\nMG_KEY=${CURRENT} # ${CLASSIC}, ${CURRENT}\n`);
	write("signing.env", `MAILGUN_WEBHOOK_SIGNING_KEY=${SIGNING}\n`);
	write("url.js", `fetch("https://api:${CLASSIC}@api.mailgun.net/v3"); // ${basicAuth(CLASSIC)}\n`);
	write("header.http", `Authorization: Basic ${basicAuth(CURRENT)}\n`);
	write("secret.yaml", `mailgun: ${Buffer.from(CLASSIC).toString("base64")} # MAILGUN_API_KEY ${CLASSIC}\n`);
	write(
		"encoded.txt",
		`MAILGUN_API_KEY=api%3A${CLASSIC}&x=%22${CLASSIC}%22 \\"${CLASSIC}\\" ${encodeURIComponent(CURRENT)}\n`,
	);
	write("wide.ps1", Buffer.from(`\ufeff$MAILGUN_API_KEY = '${CLASSIC}'\r\n`, "utf16le"));
	write("long.js", `${"x ".repeat(20_000)}MAILGUN_API_KEY="${CLASSIC}",k="${CURRENT}"${" y".repeat(20_000)}\n`);
	write(
		"tight.txt",
		`${CLASSIC} ${CLASSIC} MAILGUN ${"z".repeat(30)}${CLASSIC} ${CLASSIC.slice(4)} ${CURRENT} ${CURRENT}\n`,
	);
	write("allowed.env", `MAILGUN_API_KEY=${CLASSIC} # mg-hook:allow: like ${CLASSIC} until=2999-01-01\n`);
	write("expired.env", `MAILGUN_API_KEY=${CLASSIC} # mg-hook:allow: was ${CURRENT} until=2001-01-01\n`);
	write("malformed.env", `MAILGUN_API_KEY=${CLASSIC} # mg-hook:allow until=${CLASSIC}\n`);
	write("cut.env", `MAILGUN_API_KEY=${CLASSIC} # mg-hook:allow: ${"x".repeat(270)} ${CLASSIC}\n`);
	write(`name-${CLASSIC}/${CURRENT}.env`, `MAILGUN_API_KEY=${CLASSIC}\n`);
	git("add", ".");
}

/** Runs mg-hook with every log on, and returns how it went; throws where anything that it wrote leaks. */
function runInTheOpen(args: readonly string[], env: NodeJS.ProcessEnv = {}, input = ""): Outcome {
	const outcome = run(process.execPath, [CLI, ...args], {
		cwd: repository.root,
		input,
		env: { DEBUG: "*", TMPDIR: temporary, PATH: recording.PATH, ...env },
	});
	const written: Record<string, string> = { stdout: outcome.stdout, stderr: outcome.stderr };
	if (existsSync(gitLog)) written["arguments and environment of git"] = readFileSync(gitLog, "utf8");
	for (const entry of readdirSync(temporary, { recursive: true, withFileTypes: true })) {
		const file = join(entry.parentPath, entry.name);
		written[file] = entry.isFile() ? readFileSync(file, "latin1") : "";
	}
	for (const [where, text] of Object.entries(written)) {
		expect({ args, where, leaks: leaksIn(text) }).toEqual({ args, where, leaks: [] });
	}
	return outcome;
}

describe("reports", () => {
	withRepository(stageKeys);

	test.each(FORMATS)("%s, to standard output", (format) => {
		const { code, stdout } = runInTheOpen(["check", "--format", format, "--debug"]);
		expect([code, stdout === ""]).toEqual([1, false]);
	});

	test("all of them, to files", () => {
		const report = (format: string) => join(temporary, `report.${format}`);
		const outputs = FORMATS.flatMap((format) => ["--format", format, "--output", report(format)]);
		expect(runInTheOpen(["check", ...outputs]).code).toBe(1);
		for (const format of FORMATS)
			expect([format, readFileSync(report(format), "utf8") === ""]).toEqual([format, false]);
	});

	test("with colours, and the job's summary", () => {
		runInTheOpen(["check"], { FORCE_COLOR: "1" });
		runInTheOpen(["check", "--format", "github"], { GITHUB_STEP_SUMMARY: join(temporary, "summary.md") });
		expect(readFileSync(join(temporary, "summary.md"), "utf8")).not.toBe("");
	});
});

describe("the commit of keys", () => {
	withRepository(stageKeys);

	test("stopped by the hook", () => {
		expect(runInTheOpen(["install"]).code).toBe(0);
		const commit = repository.tryGit(["commit", "-qm", "x"], {
			env: { DEBUG: "*", PATH: `${join(repository.root, "../bin")}:${recording.PATH}` },
		});
		expect(commit.code).not.toBe(0);
		// git itself names the files; mg-hook may not.
		expect(leaksIn(commit.stdout + commit.stderr)).toEqual([]);
	});

	test("made all the same: the allowlist", () => {
		repository.git("commit", "-q", "--no-verify", "-m", "keys");
		for (const format of ["pretty", "json"]) {
			const { stdout } = runInTheOpen(["allowlist", "--format", format]);
			expect(stdout).toContain("allowed.env");
		}
	});
});

describe("commands, on a repository that has keys in its history, its messages and its index", () => {
	/** Nobody listens there: what is sent to Mailgun goes nowhere. */
	const nowhere = { MG_HOOK_MAILGUN_US: "http://127.0.0.1:1", MG_HOOK_MAILGUN_EU: "http://127.0.0.1:1" };
	const typed = `${CLASSIC}\n${CURRENT}\nMAILGUN_WEBHOOK_SIGNING_KEY=${SIGNING}\n`;
	const commands: readonly (readonly [expected: readonly number[], ...args: string[]])[] = [
		[
			[1],
			"check",
			"--history",
			"--messages",
			...FORMATS.flatMap((format) => ["--format", format, "--output", `../temporary/${format}`]),
		],
		[[1], "check", "--history", "--messages"],
		[[1], "check", "--range", "HEAD~1..HEAD", "--messages", "--debug"],
		[[1], "check", "--all"],
		[[1], "check", "."],
		[[1], "check", "plain.env", "long.js", "wide.ps1"],
		[[1], "check", "--stdin"],
		[[1], "check", "--stdin", "--stdin-filename", `${CLASSIC}.env`, "--format", "json"],
		[[1], "check", "--commit-msg", "message.txt"],
		[[1, 2], "check", "--verify"],
		[[2], "check", `no-such-${CLASSIC}`],
		[[1, 2], "verify", "--stdin"],
		[[1, 2], "verify", "--stdin", "--format", "json"],
		[[2], "verify", CLASSIC],
		...["pretty", "markdown", "html", "json"].flatMap((format) => [
			[[0, 1], "respond", "--stdin", "--format", format] as const,
			[[0, 1], "respond", "--format", format] as const,
		]),
		[[2], "respond", CURRENT],
		[[0], "rules"],
		[[0], "completion", "bash"],
		[[0], "install", "--dry-run"],
		[[1], "doctor"],
		[[1], "doctor", "--format", "json", "--hook", "pre-push"],
	];

	withRepository(() => {
		stageKeys();
		repository.write("message.txt", `Use ${CLASSIC} and MG_KEY=${CURRENT}\n`);
		repository.git("commit", "-qm", `Use MAILGUN_API_KEY=${CLASSIC}`);
		stageKeys();
		repository.write("again.env", `MG_KEY=${CLASSIC}\n`);
		repository.git("add", ".");
	});

	test.each(commands.map(([expected, ...args]) => [args.join(" "), expected, args] as const))(
		"%s",
		(_name, expected, args) => {
			const { code } = runInTheOpen(args, nowhere, typed);
			expect(expected).toContain(code);
		},
	);
});

describe("errors", () => {
	withRepository(stageKeys);

	const secretNote = `x${CLASSIC} ${CLASSIC} ${CURRENT} ${basicAuth(CLASSIC)} ${SIGNING}`;
	const configurations: Record<string, readonly [file: string, content: string]> = {
		"no JSON": ["mg-hook.config.json", `{"ignore": ["${CLASSIC}" "${CURRENT}"]}`],
		"JSON of nothing but a key": ["mg-hook.config.json", CLASSIC],
		"JSON of a number that is a key": ["mg-hook.config.json", `{"ignore": ${SIGNING}}`],
		"JSON cut in a key": ["mg-hook.config.json", `{"ignore": ["${CLASSIC}`],
		"no YAML": [".mg-hookrc.yaml", `ignore: [${CLASSIC}\n  : ${CURRENT}: {${SIGNING}\n`],
		"YAML with a tag": [".mg-hookrc.yaml", `ignore: !${CLASSIC} a\n`],
		"YAML with an alias": [".mg-hookrc.yaml", `ignore: *${CLASSIC}\n`],
		"YAML with a key twice": [".mg-hookrc.yaml", `${CLASSIC}: 1\n${CLASSIC}: 2\n`],
		"YAML with a map as a name": [".mg-hookrc.yaml", `? {${SIGNING}: 1}\n: ${CLASSIC}\n`],
		"an unknown setting": ["mg-hook.config.json", `{"${CLASSIC}": "${CURRENT}"}`],
		"an unknown setting, signing key": ["mg-hook.config.json", `{"${SIGNING}": "x"}`],
		"a wrong value": ["mg-hook.config.json", `{"minConfidence": "${CLASSIC}"}`],
		"an unknown rule": ["mg-hook.config.json", `{"rules": {"${CLASSIC}": "off"}}`],
		"a pattern that RE2 refuses": ["mg-hook.config.json", `{"patterns": [{"id": "x", "pattern": "(${CLASSIC}"}]}`],
		"a pattern with a look-behind": [
			"mg-hook.config.json",
			`{"patterns": [{"id": "x", "pattern": "(?<=a)${SIGNING}"}]}`,
		],
		"a pattern of a wrong id": ["mg-hook.config.json", `{"patterns": [{"id": "${CLASSIC} x", "pattern": "a"}]}`],
		"a broken package.json": ["package.json", `{"mg-hook": {"ignore": [${CLASSIC}]}}`],
	};
	test.each(Object.entries(configurations))("a configuration: %s", (_name, [file, content]) => {
		const written = repository.write(file, content);
		try {
			expect(runInTheOpen(["check"]).code).toBe(2);
		} finally {
			rmSync(written);
		}
	});

	test("git's own words", () => {
		for (const padding of [0, 570, 580, 590]) {
			const failing = fakeGit(`echo 'fatal: ${"x".repeat(padding)} ${secretNote}' >&2; exit 128`);
			expect(runInTheOpen(["check"], { PATH: failing.PATH }).code).toBe(2);
			rmSync(failing.folder, { recursive: true });
		}
	});

	test("half a diff of git's", () => {
		const failing = fakeGit('"$REAL_GIT" "$@" | head -c 500; kill -KILL $$');
		expect(runInTheOpen(["check"], { PATH: failing.PATH }).code).toBe(2);
		rmSync(failing.folder, { recursive: true });
		const garbling = fakeGit('"$REAL_GIT" "$@" | sed s/^+/=/');
		expect(runInTheOpen(["check"], { PATH: garbling.PATH }).code).toBe(2);
		rmSync(garbling.folder, { recursive: true });
	});

	test("a conflict in a file of such a name", () => {
		const blob = repository.git("hash-object", "-w", "README");
		repository.tryGit(["update-index", "--index-info"], { input: `100644 ${blob} 1\t${CLASSIC}\n` });
		const { code, stderr } = runInTheOpen(["check"]);
		repository.git("update-index", "--force-remove", CLASSIC);
		expect(code).toBe(2);
		expect(stderr).toContain("has conflicts that are not resolved");
	});

	test.each([
		["an unknown command", [CLASSIC]],
		["an unknown flag", ["check", `--${CLASSIC}`]],
		["a value for a flag", ["check", "--format", CURRENT]],
		["a configuration that is not there", ["check", "--config", CLASSIC]],
		["a directory that is not there", ["check", "--cwd", CLASSIC]],
		["an output below a file", ["check", "--output", `README/${CLASSIC}`]],
	])("arguments: %s", (_name, args) => {
		// The arguments are what the person typed; the rest of what is written is ours.
		expect(runInTheOpen(args).code).toBe(2);
	});

	test("no place to write to", () => {
		const { code } = runInTheOpen([
			"check",
			"--format",
			"json",
			"--output",
			join(temporary, "no/such/folder/report.json"),
		]);
		expect(code).toBe(2);
	});

	test.each([
		["the folder for hooks", () => repository.git("config", "core.hooksPath", `hooks-${CLASSIC}`)],
		[
			"a hook's own words",
			() =>
				repository.write(".git/hooks/pre-commit", `#!/bin/sh\n# ${CLASSIC} mg-hook\necho ${CURRENT}; exit 3\n`, 0o755),
		],
		["a hook's interpreter", () => repository.write(".git/hooks/pre-commit", `#!/${CLASSIC}\nmg-hook check\n`, 0o755)],
		["a hook in git's configuration", () => repository.git("config", `hook.${CLASSIC}.event`, "pre-commit")],
		[
			"a hook manager's settings",
			() => repository.write("lefthook.yml", `pre-commit: {jobs: [{run: mg-hook ${CLASSIC}, glob: "${CURRENT}"}]}\n`),
		],
	])("what doctor and install say of %s", (what, setUp) => {
		const before = readFileSync(join(repository.root, ".git/config"));
		setUp();
		try {
			// git is told that folder by its name.
			const install = what === "the folder for hooks" ? [] : [["install", "--if-possible"]];
			for (const args of [["doctor"], ["doctor", "--format", "json"], ...install]) {
				expect([0, 1, 2]).toContain(runInTheOpen(args).code);
			}
		} finally {
			writeFileSync(join(repository.root, ".git/config"), before);
			for (const file of [".git/hooks/pre-commit", "lefthook.yml", `hooks-${CLASSIC}`])
				rmSync(join(repository.root, file), { force: true, recursive: true });
		}
	});

	test("a wrong time limit", () => {
		writeFileSync(join(temporary, "x"), "");
		expect(runInTheOpen(["check"], { MG_HOOK_GIT_TIMEOUT: "soon" }).code).toBe(2);
	});
});
