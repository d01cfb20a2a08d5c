import { execFileSync } from "node:child_process";
import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { classicKey } from "../support/madeUpKeys";
import { CLI, runMgHook } from "../support/runMgHook";
import { hermeticEnvironment, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository";

let repository: TemporaryRepository;
let key: string;

beforeEach(() => {
	repository = temporaryRepository();
	key = classicKey();
	repository.write("app.env", `MAILGUN_API_KEY=${key}\n`);
	repository.git("add", "app.env");
});
afterEach(() => repository.remove());

const check = (...args: string[]) => runMgHook(repository.root, ["check", ...args]);
const read = (name: string) => readFileSync(join(repository.root, name), "utf8");
/** What lies in the work tree, hidden files too. */
const listed = (folder = repository.root) =>
	readdirSync(folder)
		.filter((name) => name !== ".git")
		.sort();

describe("which report goes where", () => {
	test("--output takes the --format before it; the others go to standard output", () => {
		const { code, stdout } = check("--format", "pretty", "--format", "sarif", "--output", "x.sarif");
		expect(code).toBe(1);
		expect(stdout).toContain("mg-hook stopped this commit");
		expect(JSON.parse(read("x.sarif"))).toMatchObject({ version: "2.1.0" });
		expect(listed()).toEqual(["app.env", "x.sarif"]);
	});

	test("every format at once", () => {
		const { code, stdout } = check(
			...["json", "sarif", "gitlab", "junit", "html", "pretty"].flatMap((format) => [
				"--format",
				format,
				`--output=report.${format}`,
			]),
			"--format=github",
		);
		expect(code).toBe(1);
		expect(stdout).toMatch(/^::error file=app\.env,/u);
		expect(JSON.parse(read("report.json"))).toMatchObject({ schemaVersion: 1 });
		expect(JSON.parse(read("report.gitlab"))).toMatchObject({ scan: { type: "secret_detection" } });
		expect(read("report.junit")).toMatch(/^<\?xml /u);
		expect(read("report.html")).toMatch(/^<!doctype html>/u);
		expect(read("report.pretty")).toContain("app.env:1:17");
	});

	test("--output before all formats goes with the first, and alone with pretty", () => {
		check("--output", "x.json", "--format", "json");
		expect(JSON.parse(read("x.json"))).toMatchObject({ schemaVersion: 1 });
		check("--output", "x.txt");
		expect(read("x.txt")).toContain("mg-hook stopped this commit");
	});

	test("--output - is standard output", () => {
		expect(JSON.parse(check("--format", "json", "--output", "-").stdout)).toMatchObject({ schemaVersion: 1 });
		expect(listed()).toEqual(["app.env"]);
	});

	test("--quiet still writes files", () => {
		expect(check("--quiet", "--format", "json", "--output", "x.json")).toMatchObject({ code: 1, stdout: "" });
		expect(JSON.parse(read("x.json"))).toMatchObject({ schemaVersion: 1 });
	});

	test("a clean check writes its report too", () => {
		repository.write("app.env", "MAILGUN_API_KEY=$KEY\n");
		repository.git("add", "app.env");
		expect(check("--format", "sarif", "--output", "x.sarif")).toMatchObject({ code: 0, stdout: "" });
		expect(JSON.parse(read("x.sarif"))).toMatchObject({ runs: [{ results: [] }] });
	});

	test("a name is relative to --cwd", () => {
		mkdirSync(join(repository.root, "sub"));
		check("--cwd", join(repository.root, "sub"), "--format", "json", "--output", "x.json");
		expect(listed(join(repository.root, "sub"))).toEqual(["x.json"]);
	});

	test.each([
		["two for standard output", ["--format", "pretty", "--format", "json"]],
		["two for one file", ["--format", "json", "--output", "x", "--format", "sarif", "--output", "x"]],
		["two outputs for one format", ["--format", "json", "--output", "x", "--output", "y"]],
		["two outputs and no format", ["--output", "x", "--output", "y"]],
		["an output without a name", ["--format", "json", "--output", ""]],
		["a format that is not a date", ["--format", "xml"]],
	])("%s is a usage error, and nothing is written", (_what, args) => {
		const { code, stdout, stderr } = check(...args);
		expect(code).toBe(2);
		expect(stdout).toBe("");
		expect(stderr).toMatch(/^error: /u);
		expect(listed()).toEqual(["app.env"]);
	});
});

describe("a file that cannot be written ends in exit code 2, a sentence and no trace", () => {
	test("a device that is full", () => {
		const { code, stderr, stdout } = check("--format", "pretty", "--format", "json", "--output", "/dev/full");
		expect(code).toBe(2);
		expect(stderr).toContain("The report was not written to /dev/full: no space is left there (ENOSPC).");
		// What was found is told all the same.
		expect(stdout).toContain("mg-hook stopped this commit");
		expect(statSync("/dev/full").isCharacterDevice()).toBe(true);
	});

	test("a folder that does not exist", () => {
		const { code, stderr } = check("--format", "json", "--output", "none/x.json");
		expect(code).toBe(2);
		expect(stderr).toContain("its folder does not exist (ENOENT)");
		expect(listed()).toEqual(["app.env"]);
	});

	test("a folder in its place", () => {
		mkdirSync(join(repository.root, "x.json"));
		const { code, stderr } = check("--format", "json", "--output", "x.json");
		expect(code).toBe(2);
		expect(stderr).toContain("it is a folder (EISDIR)");
		expect(listed()).toEqual(["app.env", "x.json"]);
		expect(listed(join(repository.root, "x.json"))).toEqual([]);
	});

	test("one report that fails keeps no other from being written", () => {
		const { code } = check("--format", "json", "--output", "none/x", "--format", "sarif", "--output", "x.sarif");
		expect(code).toBe(2);
		expect(JSON.parse(read("x.sarif"))).toMatchObject({ version: "2.1.0" });
	});

	// A limit on the size of files stands for the full disk here: it needs no mount and no right to one.
	test("a disk that fills up half way leaves the old report whole and no half of the new", () => {
		const lines = Array.from({ length: 300 }, () => `MAILGUN_API_KEY=${key}`).join("\n");
		repository.write("app.env", lines);
		repository.git("add", "app.env");
		repository.write("x.json", "old\n");
		// 16 blocks of 512 bytes (of 1024 in bash): far less than 300 findings take, far more than git's own files.
		const script = `ulimit -f 16; exec "$0" "$@"`;
		const command = [process.execPath, CLI, "check", "--format", "json", "--output", "x.json"];
		let failure: { status?: number; stderr?: Buffer } = {};
		try {
			execFileSync("sh", ["-c", script, ...command], {
				cwd: repository.root,
				env: hermeticEnvironment(),
				stdio: "pipe",
			});
		} catch (error) {
			failure = error as typeof failure;
		}
		expect(failure.status).toBe(2);
		expect(failure.stderr?.toString()).toContain("(EFBIG)");
		expect(read("x.json")).toBe("old\n");
		expect(listed()).toEqual(["app.env", "x.json"]);
	});
});

describe("a report takes its file's place", () => {
	test("and keeps its mode", () => {
		chmodSync(repository.write("x.json", "old"), 0o640);
		check("--format", "json", "--output", "x.json");
		expect(statSync(join(repository.root, "x.json")).mode & 0o777).toBe(0o640);
		expect(JSON.parse(read("x.json"))).toMatchObject({ schemaVersion: 1 });
	});

	test("behind a symbolic link, which stays", () => {
		mkdirSync(join(repository.root, "elsewhere"));
		writeFileSync(join(repository.root, "elsewhere/real.json"), "old");
		symlinkSync("elsewhere/real.json", join(repository.root, "x.json"));
		check("--format", "json", "--output", "x.json");
		expect(lstatSync(join(repository.root, "x.json")).isSymbolicLink()).toBe(true);
		expect(JSON.parse(read("elsewhere/real.json"))).toMatchObject({ schemaVersion: 1 });
	});
});

describe("the job summary", () => {
	const github = (summary: string) =>
		runMgHook(repository.root, ["check", "--format", "github"], { env: { GITHUB_STEP_SUMMARY: summary } });

	test("is appended to the file that GitHub names", () => {
		const file = repository.write("summary.md", "# before\n");
		expect(github(file).code).toBe(1);
		expect(read("summary.md")).toMatch(/^# before\n## ❌ mg-hook: 1 Mailgun key\n/u);
		expect(read("summary.md")).not.toContain(key);
	});

	test("is made for no other format", () => {
		const file = join(repository.root, "summary.md");
		runMgHook(repository.root, ["check"], { env: { GITHUB_STEP_SUMMARY: file } });
		expect(existsSync(file)).toBe(false);
	});

	test("that cannot be written is exit code 2", () => {
		const { code, stdout, stderr } = github("/dev/full");
		expect(code).toBe(2);
		expect(stdout).toMatch(/^::error /u);
		expect(stderr).toContain("The job summary was not written to $GITHUB_STEP_SUMMARY (ENOSPC).");
	});
});
