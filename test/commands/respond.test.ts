import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "../../src/key/fingerprint.js";
import { basicAuth, classicKey, currentKey, hex } from "../support/madeUpKeys.js";
import { runMgHook } from "../support/runMgHook.js";
import { run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

let repository: TemporaryRepository;
let key: string;
let mark: string;

beforeEach(() => {
	repository = temporaryRepository();
	key = classicKey();
	mark = fingerprint("mailgun-private-key", key);
});

afterEach(() => repository.remove());

const FORMATS = ["pretty", "markdown", "html", "json"] as const;

function respond(args: readonly string[] = [], input = "") {
	return runMgHook(repository.root, ["respond", ...args], { input });
}

function push(): void {
	run("git", ["init", "-q", "--bare", "-b", "main", join(repository.root, "../remote.git")]);
	repository.git("remote", "add", "origin", "https://user:hunter2@github.com/example/example.git");
	repository.git("config", "remote.origin.pushurl", join(repository.root, "../remote.git"));
	repository.git("push", "-q", "origin", "main");
	repository.git("update-ref", "refs/remotes/origin/main", "main");
}

function commit(path: string, content: string): void {
	repository.write(path, content);
	repository.git("add", "--", path);
	repository.git("commit", "-qm", path);
}

test("by default it is about the keys that are staged", () => {
	repository.write("app.env", `MAILGUN_API_KEY=${key}\n`);
	repository.git("add", ".");
	const { code, stdout } = respond();
	expect(code).toBe(0);
	expect(stdout).toContain(mark);
	expect(stdout).toContain("This key is in no commit here");
});

test("by fingerprint, and by a key on standard input, it finds the same", () => {
	commit("app.env", `MAILGUN_API_KEY=${key}\n`);
	const [byMark, byKey] = [respond([mark, "--format", "json"]), respond(["--stdin", "--format", "json"], key)];
	const incident = (text: string) => ({ ...JSON.parse(text).incidents[0], made: "", window: "", steps: [] });
	expect(incident(byMark.stdout)).toEqual(incident(byKey.stdout));
	expect(byKey.code).toBe(0);
});

test("pushed: the window begins with the oldest pushed commit and is in the audit's commands", () => {
	repository.write("app.env", `MAILGUN_API_KEY=${key}\n`);
	repository.git("add", ".");
	const date = "2026-02-03T04:05:06+00:00";
	repository.tryGit(["commit", "-qm", "x"], { env: { GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date } });
	push();
	const { stdout } = respond([mark]);
	expect(stdout).toContain("This key is in pushed history (origin/main)");
	expect(stdout).toContain("2026-02-03 04:05 UTC to ");
	expect(stdout).toContain('"start":"Tue, 03 Feb 2026 04:05:06 +0000"');
	expect(stdout).toContain(`begin=${Date.parse(date) / 1000}&`);
	expect(stdout).not.toContain("hunter2");
});

test("no remote: it says that pushed or not cannot be known", () => {
	commit("app.env", `MAILGUN_API_KEY=${key}\n`);
	expect(respond([mark]).stdout).toContain("whether it was pushed cannot be known");
});

test("the blast radius by name, and the secrets manager that is used already", () => {
	commit("app.env", `BILLING_MAILGUN_KEY=${key}\n`);
	commit(".github/workflows/ci.yml", "env:\n  BILLING_MAILGUN_KEY: x\n");
	commit("Dockerfile", "ARG BILLING_MAILGUN_KEY\n");
	commit("infra/main.tf", 'variable "BILLING_MAILGUN_KEY" {}\nresource "aws_secretsmanager_secret" "x" {}\n');
	commit("src/mail.js", "process.env.BILLING_MAILGUN_KEY\n");
	commit("src/other.js", "process.env.BILLING_MAILGUN_KEY_OLD\n");
	const { incidents } = JSON.parse(respond([mark, "--format", "json"]).stdout);
	expect(incidents[0]).toMatchObject({
		names: ["BILLING_MAILGUN_KEY"],
		users: [
			{ path: ".github/workflows/ci.yml", kind: "CI" },
			{ path: "Dockerfile", kind: "containers" },
			{ path: "app.env", kind: "environment" },
			{ path: "infra/main.tf", kind: "infrastructure" },
			{ path: "src/mail.js", kind: "code" },
		],
		managers: [{ id: "aws", files: ["infra/main.tf"] }],
		hosts: ["github"],
	});
	const commands = incidents[0].steps.flatMap(({ commands: all }: { commands: { command: string }[] }) =>
		all.map(({ command }) => command),
	);
	expect(commands).toContainEqual(expect.stringContaining("aws secretsmanager create-secret"));
	expect(commands).not.toContainEqual(expect.stringContaining("vault kv put"));
	expect(commands).toContainEqual(expect.stringContaining("gh secret set BILLING_MAILGUN_KEY"));
});

describe.each(FORMATS)("as %s", (format) => {
	test("no key stands in it, however the repository holds one", () => {
		const other = currentKey();
		commit(`${key}.env`, `MAILGUN_API_KEY=${key}\nOTHER=${basicAuth(key)}\n`);
		commit(`${basicAuth(key)}.txt`, `MAILGUN_API_KEY=${key}\n`);
		repository.git("checkout", "-q", "-b", `fix-${key}`);
		commit(`${other}.txt`, `x ${key}\n`);
		repository.git("commit", "-q", "--allow-empty", "-m", `with ${key}`, `--author=${key} <${other}@example.com>`);
		const { code, stdout, stderr } = respond(["--stdin", "--format", format], key);
		expect(code).toBe(0);
		expect(stdout).toContain(mark);
		for (const secret of [key, other, key.slice(4), basicAuth(key)]) expect(stdout + stderr).not.toContain(secret);
	});

	test("what others wrote is shown as text and steers nothing", () => {
		const evil = "<img src=x onerror=alert(1)>|`a` **b** [c](javascript:d) @everyone \u001b[31m\u202e";
		commit(`${evil.replaceAll("/", "")}.env`, `MAILGUN_API_KEY=${key}\n`);
		repository.git("commit", "-q", "--amend", "--no-edit", `--author=${evil.replaceAll(/[<>]/gu, "")} ](x) <b|b@x>`);
		const { code, stdout } = respond([mark, "--format", format]);
		expect(code).toBe(0);
		expect(stdout).not.toContain("\u001b");
		expect(stdout).not.toContain("\u202e");
		if (format === "html") {
			expect(stdout).not.toContain("<img");
			expect(stdout).not.toContain("onerror=alert(1)>");
		}
		if (format === "markdown") {
			// Out of code spans and blocks nothing of it is left.
			const prose = stdout
				.split("\n")
				.filter((line) => !line.startsWith("    "))
				.map((line) => line.replace(/(`+)(?!`).*?[^`]\1(?!`)/gu, ""))
				.join("\n");
			expect(prose).not.toMatch(/<img|javascript:|@everyone|\*\*b\*\*/u);
		}
	});

	test("it is written to a file whole, without colours, and not at all where that fails", () => {
		commit("app.env", `MAILGUN_API_KEY=${key}\n`);
		const file = join(repository.root, "../incident");
		const { code, stdout } = respond([mark, "--format", format, "--output", file]);
		expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
		const text = readFileSync(file, "utf8");
		expect(text).toContain(mark);
		expect(text).not.toContain("\u001b");
		const missing = join(repository.root, "no/such/folder");
		expect(respond([mark, "--format", format, "--output", missing]).code).toBe(2);
		expect(existsSync(missing)).toBe(false);
	});
});

test("the Markdown is a checklist of the eight steps in their order", () => {
	commit("app.env", `MAILGUN_API_KEY=${key}\n`);
	const { stdout } = respond([mark, "--format", "markdown"]);
	const titles = [...stdout.matchAll(/^### (\d)\\?\. (.+)$/gmu)].map(([, number, title]) => `${number} ${title}`);
	expect(titles).toEqual([
		"1 Revoke",
		"2 Audit",
		"3 Assess the blast radius",
		"4 Rotate",
		"5 Update",
		"6 Harden",
		"7 Manage secrets",
		"8 Detect",
	]);
	expect([...stdout.matchAll(/^- \[ \] .+ \(time: , by: \)$/gmu)].length).toBeGreaterThanOrEqual(8);
});

test("the page loads nothing and runs nothing", () => {
	commit("app.env", `MAILGUN_API_KEY=${key}\n`);
	const { stdout } = respond([mark, "--format", "html"]);
	expect(stdout).toContain("default-src 'none'");
	expect(stdout).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|src=/u);
});

test.each([
	["no key on standard input", ["--stdin"], "key- and 32 letters"],
	["nothing staged and nothing named", [], "--stdin"],
	["a fingerprint that none has", [hex(32)], "No key with this fingerprint"],
	["what is no fingerprint", ["abc"], "not a fingerprint"],
])("%s: exit 2", (_what, args, says) => {
	const { code, stdout, stderr } = respond(args, "no key\n");
	expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
	expect(stderr).toContain(says);
});

test("a key as an argument is refused and not said again", () => {
	const { code, stdout, stderr } = respond([key]);
	expect(code).toBe(2);
	expect(stdout + stderr).not.toContain(key);
});
