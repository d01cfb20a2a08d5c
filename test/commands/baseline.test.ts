import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BASELINE_FILE, baselineIn, baselineText } from "../../src/policy/baseline.js";
import { classicKey, currentKey } from "../support/madeUpKeys.js";
import { CLI, runMgHook } from "../support/runMgHook.js";
import { hermeticEnvironment, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

const line = (key: string) => `MAILGUN_API_KEY=${key}\n`;

let repository: TemporaryRepository;
const key = classicKey();
beforeEach(() => {
	repository = temporaryRepository();
	repository.write("a.env", line(key));
	repository.git("add", ".");
	repository.git("commit", "-qm", "old");
});
afterEach(() => repository.remove());

const mgHook = (...args: string[]) => runMgHook(repository.root, args);
const file = () => readFileSync(join(repository.root, BASELINE_FILE), "utf8");
const entries = () => baselineIn("it", JSON.parse(file())).entries;

describe("mg-hook baseline", () => {
	test("lets an old repository adopt the hook: what was there is told and does not block", () => {
		expect(mgHook("check", "--all").code).toBe(1);
		const created = mgHook("baseline", "create");
		expect(created).toMatchObject({
			code: 0,
			stdout: expect.stringContaining("added 1 key to .mg-hook-baseline.json"),
		});
		expect(file() + created.stdout).not.toContain(key);
		expect(entries()).toMatchObject([{ path: "a.env", line: 1, ruleId: "mailgun-private-key", review: "unreviewed" }]);
		const { code, stdout } = mgHook("check", "--all");
		expect(code).toBe(0);
		expect(stdout).toContain("1 in the baseline");
		expect(JSON.parse(mgHook("check", "--all", "--format", "json").stdout)).toMatchObject({
			summary: { blocking: 0, baselined: 1 },
			findings: [{ status: "baselined", review: "unreviewed", reason: expect.stringContaining("not reviewed") }],
		});
	});

	test("holds for the staged changes, too, but never for a new key, not even on the same line", () => {
		mgHook("baseline", "create");
		repository.write("a.env", `# moved\n${line(key)}`);
		repository.git("add", ".");
		expect(mgHook("check").code).toBe(0);
		repository.write("a.env", `${line(key).trimEnd()} ${classicKey()}\n`);
		repository.git("add", ".");
		const { code, stdout } = mgHook("check", "--format", "json");
		expect(code).toBe(1);
		const statuses = JSON.parse(stdout).findings.map(({ status, line }: { status: string; line: number }) => [
			line,
			status,
		]);
		expect(statuses).toEqual([
			[1, "baselined"],
			[1, "blocking"],
		]);
	});

	test("can be another file, or left out", () => {
		mgHook("baseline", "create", "--baseline", "known.json");
		expect(mgHook("check", "--all").code).toBe(1);
		expect(mgHook("check", "--all", "--baseline", "known.json").code).toBe(0);
		mgHook("baseline", "create");
		expect(mgHook("check", "--all").code).toBe(0);
		expect(mgHook("check", "--all", "--no-baseline").code).toBe(1);
		expect(mgHook("check", "--all", "--baseline", "nowhere.json")).toMatchObject({
			code: 2,
			stderr: expect.stringContaining("nowhere.json cannot be read"),
		});
	});

	test("is not made twice by mistake", () => {
		mgHook("baseline", "create");
		expect(mgHook("baseline", "create")).toMatchObject({ code: 2, stderr: expect.stringContaining("--force") });
		expect(mgHook("baseline", "create", "--force").code).toBe(0);
	});

	test("of a history has the keys that are gone, and update looks there again", () => {
		repository.git("rm", "-q", "a.env");
		repository.git("commit", "-qm", "gone");
		mgHook("baseline", "create");
		expect(entries()).toEqual([]);
		expect(mgHook("check", "--history").code).toBe(1);
		mgHook("baseline", "create", "--history", "--force");
		expect(entries()).toHaveLength(1);
		expect(mgHook("check", "--history").code).toBe(0);
		expect(mgHook("baseline", "update").stdout).toContain("0 new, 0 fixed, 1 entry");
	});

	test("update enters what is new, tells what is gone, and drops it when told to", () => {
		mgHook("baseline", "create");
		const [{ fingerprint = "" } = {}] = entries();
		mgHook("baseline", "audit", "--set", `${fingerprint}=false-positive`, "--note", "a test account");
		repository.write("b.env", line(currentKey()));
		repository.git("rm", "-q", "--cached", "a.env");
		repository.git("add", "b.env");
		repository.git("commit", "-qm", "change");
		const updated = mgHook("baseline", "update");
		expect(updated.stdout).toContain("1 new, 1 fixed, 2 entries");
		expect(updated.stdout).toMatch(new RegExp(`^- ${fingerprint}.*no longer found$`, "mu"));
		expect(entries().map(({ path, review }) => [path, review])).toEqual([
			["a.env", "false-positive"],
			["b.env", "unreviewed"],
		]);
		expect(mgHook("baseline", "update", "--drop-fixed").stdout).toContain("dropped");
		expect(entries().map(({ path }) => path)).toEqual(["b.env"]);
	});

	test("audit sets reviews without asking, with a note that holds no key", () => {
		mgHook("baseline", "create");
		const [{ fingerprint = "" } = {}] = entries();
		const { code, stdout } = mgHook(
			"baseline",
			"audit",
			"--set",
			`${fingerprint.slice(0, 8)}=real`,
			"--note",
			`was ${key}`,
		);
		expect(code).toBe(0);
		expect(stdout).toContain("1 real");
		expect(file() + stdout).not.toContain(key);
		expect(entries()).toMatchObject([{ review: "real", note: expect.stringMatching(/^was key-/) }]);
		const check = mgHook("check", "--all");
		expect(check).toMatchObject({
			code: 0,
			stdout: expect.stringContaining("1 in the baseline, 1 of them real and unrevoked"),
		});
		mgHook("baseline", "audit", "--set", `${fingerprint}=revoked`);
		expect(mgHook("check", "--all").stdout).toContain("1 in the baseline.");
		expect(mgHook("baseline", "audit", "--list").stdout).toContain("1 revoked");
	});

	test.each([
		[["--set", "0123456789=revoked"], /No entry/],
		[["--set", "0123456789abcdef=sold"], /is not a review/],
		[[], /no terminal/],
	])("audit %j says what is wrong", (args, message) => {
		mgHook("baseline", "create");
		expect(mgHook("baseline", "audit", ...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
	});

	test("audit asks on a terminal, and keeps each answer at once", () => {
		repository.write("b.env", line(currentKey()));
		repository.git("add", ".");
		repository.git("commit", "-qm", "more");
		mgHook("baseline", "create");
		const asked = onTerminal(["baseline", "audit"], "x\nv revoked in May\nq\n");
		expect(asked).toContain("1 of 2");
		expect(entries().map(({ review, note }) => [review, note])).toEqual([
			["revoked", "revoked in May"],
			["unreviewed", undefined],
		]);
	});

	test.each([
		["no JSON", "{", /is not valid JSON/],
		["another version", '{ "schemaVersion": 2, "source": "all", "entries": [] }', /schemaVersion must be 1/],
		["a field too many", '{ "schemaVersion": 1, "source": "all", "entries": [], "x": 1 }', /x is not a field/],
		[
			"an entry of another shape",
			'{ "schemaVersion": 1, "source": "all", "entries": [{}] }',
			/entries\[0\]\.fingerprint/,
		],
	])("that is %s stops the check with its place", (_name, content, message) => {
		repository.write(BASELINE_FILE, content);
		expect(mgHook("check")).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
	});

	test("reads what it writes", () => {
		mgHook("baseline", "create");
		expect(baselineText(baselineIn("it", JSON.parse(file())))).toBe(file());
	});
});

/** Runs mg-hook on a pseudo-terminal, which `script` makes, with what a person types. */
function onTerminal(args: readonly string[], typed: string): string {
	return execFileSync("script", ["-qec", [process.execPath, CLI, ...args].join(" "), "/dev/null"], {
		cwd: repository.root,
		env: hermeticEnvironment(),
		input: typed,
		timeout: 30_000,
	}).toString("utf8");
}
