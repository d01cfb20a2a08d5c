import { classicKey, currentKey } from "../support/madeUpKeys.js";
import { runMgHook } from "../support/runMgHook.js";
import { type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

let repository: TemporaryRepository;
beforeEach(() => {
	repository = temporaryRepository();
});
afterEach(() => repository.remove());

function stage(files: Record<string, string>): void {
	for (const [path, text] of Object.entries(files)) repository.write(path, text);
	repository.git("add", ".");
}

describe("the JSON contract", () => {
	test("one object on stdout, with the fixed names", () => {
		const key = classicKey();
		stage({ "config/.env": `A=1\n\nMAILGUN_API_KEY=${key}\n` });
		const { code, stdout, stderr } = runMgHook(repository.root, ["check", "--format", "json"]);
		expect(code).toBe(1);
		expect(stderr).toBe("");
		const report = JSON.parse(stdout) as Record<string, unknown>;
		expect(report).toEqual({
			schemaVersion: 1,
			tool: {
				name: "mg-hook",
				version: expect.stringMatching(/^\d+\.\d+\.\d+/u),
				engine: expect.stringMatching(/^re2(?:js)?$/u),
			},
			scope: "staged",
			summary: { files: 1, lines: 3, findings: 1, blocking: 1, allowed: 0, baselined: 0, errors: 0 },
			findings: [
				expect.objectContaining({
					ruleId: "mailgun-private-key",
					severity: "high",
					confidence: "high",
					path: "config/.env",
					line: 3,
					column: 17,
					endColumn: 53,
					redacted: `${key.slice(0, 8)}…${key.slice(-5)}`,
					context: "environment-variable",
					variable: "MAILGUN_API_KEY",
					fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/u),
					status: "blocking",
				}),
			],
			errors: [],
		});
	});

	test("what did not block is there with its status and reason", () => {
		stage({
			a: `MAILGUN_API_KEY=${classicKey()} # mg-hook:allow: a fixture\n`,
			b: `MAILGUN_API_KEY=key-${"x".repeat(32)}\n`,
			c: `trace ${currentKey()}\n`,
		});
		const { code, stdout } = runMgHook(repository.root, ["check", "--format", "json"]);
		expect(code).toBe(0);
		const { findings, summary } = JSON.parse(stdout) as { findings: Record<string, string>[]; summary: unknown };
		expect(findings.map(({ path, status }) => [path, status])).toEqual([
			["a", "allowed"],
			["b", "below-threshold"],
			["c", "below-threshold"],
		]);
		expect(findings[0]?.["reason"]).toContain("a fixture");
		expect(findings[1]?.["reason"]).toContain("placeholder");
		expect(summary).toEqual(expect.objectContaining({ blocking: 0, allowed: 1 }));
	});
});

describe("the report for people", () => {
	test("says what, where, what to do now, the eight steps and how to allow, once for many findings", () => {
		stage({ "a.js": `mailgun("${classicKey()}")\n`, "b c.js": `mailgun("${classicKey()}")\n` });
		const { code, stdout } = runMgHook(repository.root, ["check"]);
		expect(code).toBe(1);
		expect(stdout).toContain("2 Mailgun keys");
		expect(stdout).toContain("a.js:1:10");
		expect(stdout).toContain("b c.js:1:10");
		expect(stdout).toContain("git add -- a.js 'b c.js'");
		for (const title of ["Revoke", "Audit", "Assess", "Rotate", "Update", "Harden", "Manage", "Detect"]) {
			expect(stdout.split(`${title}:`)).toHaveLength(2);
		}
		expect(stdout).toContain("// mg-hook:allow");
	});

	test("underlines the redacted key, also behind wide characters", () => {
		stage({ "a.txt": `日本 MAILGUN=${classicKey()}\n` });
		const lines = runMgHook(repository.root, ["check"]).stdout.split("\n");
		const line = lines.find((text) => text.includes("MAILGUN=")) ?? "";
		const marks = lines.find((text) => text.includes("^^^")) ?? "";
		const columns = (text: string) =>
			[...text].reduce((sum, character) => sum + (/[日本]/u.test(character) ? 2 : 1), 0);
		expect(columns(line.slice(0, line.indexOf("key-")))).toBe(columns(marks.slice(0, marks.indexOf("^"))));
	});

	test("is plain where it goes to a pipe, and coloured where that is forced", () => {
		stage({ a: `MAILGUN_API_KEY=${classicKey()}\n` });
		const colour = "\u001b[";
		expect(runMgHook(repository.root, ["check"]).stdout).not.toContain(colour);
		expect(runMgHook(repository.root, ["check"], { env: { CI: "true" } }).stdout).not.toContain(colour);
		expect(runMgHook(repository.root, ["check"], { env: { FORCE_COLOR: "1" } }).stdout).toContain(colour);
		expect(runMgHook(repository.root, ["check"], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } }).stdout).not.toContain(
			colour,
		);
		expect(runMgHook(repository.root, ["check", "--no-color"], { env: { FORCE_COLOR: "1" } }).stdout).not.toContain(
			colour,
		);
	});

	test("counts what was allowed", () => {
		stage({ a: `MAILGUN_API_KEY=${classicKey()} # mg-hook:allow: a fixture\n` });
		expect(runMgHook(repository.root, ["check"]).stdout).toContain("1 allowed by comment");
	});

	test("says when an allow comment has run out", () => {
		stage({ a: `MAILGUN_API_KEY=${classicKey()} # mg-hook:allow: x until=2020-01-01\n` });
		const { code, stdout } = runMgHook(repository.root, ["check"]);
		expect(code).toBe(1);
		expect(stdout).toContain("its allow comment expired on 2020-01-01");
	});

	test("an allow comment lifts the finding on its own line alone", () => {
		const line = `MAILGUN_API_KEY=${classicKey()}`;
		stage({ a: `# mg-hook:allow-next-line: x\n${line}\n${line}\n` });
		const { code, stdout } = runMgHook(repository.root, ["check"]);
		expect(code).toBe(1);
		expect(stdout).toContain("a:3:17");
		expect(stdout).not.toContain("a:2:17");
	});
});

test("--quiet prints nothing, and the exit code tells", () => {
	stage({ a: `MAILGUN_API_KEY=${classicKey()}\n` });
	expect(runMgHook(repository.root, ["check", "--quiet"])).toEqual(
		expect.objectContaining({ code: 1, stdout: "", stderr: "" }),
	);
});

describe("what cannot be understood ends in 2 with one way out", () => {
	test.each([
		[["chek"], "Did you mean check?"],
		[["check", "--stagd"], "Did you mean --staged?"],
		[["check", "--format", "yaml"], "Allowed choices are"],
		[["check", "--cwd", "nowhere"], "no such directory"],
		[[], "Usage: mg-hook"],
	])("%j", (args, said) => {
		const { code, stdout, stderr } = runMgHook(repository.root, args);
		expect(code).toBe(2);
		expect(stdout).toBe("");
		expect(stderr).toContain(said);
	});

	test("--help and --version are answers", () => {
		expect(runMgHook(repository.root, ["--help"])).toEqual(expect.objectContaining({ code: 0, stderr: "" }));
		expect(runMgHook(repository.root, ["check", "--help"]).stdout).toContain("Examples:");
		const { stdout } = runMgHook(repository.root, ["doctor", "--help"]);
		expect(stdout).toMatch(/default:\s+"pretty"/u);
		expect(stdout).not.toMatch(/default:\s+false/u);
		expect(runMgHook(repository.root, ["--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/u);
	});
});
