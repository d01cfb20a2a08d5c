import { mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { classicKey } from "../support/madeUpKeys.js";
import { PACKAGE_ROOT } from "../support/runMgHook.js";
import { type Outcome, run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

interface Action {
	inputs: Record<string, { description: string; default: string }>;
	outputs: Record<string, { value: string }>;
	runs: { using: string; steps: { id?: string; shell: string; env: Record<string, string>; run: string }[] };
}

const action = parse(readFileSync(resolve(PACKAGE_ROOT, "action.yml"), "utf8"), { strict: true }) as Action;
const ZEROS = "0".repeat(40);

let repository: TemporaryRepository;
let temp: string;
beforeEach(() => {
	repository = temporaryRepository();
	temp = join(repository.root, "../runner");
	// What the step before it installs: scripts/tryAction.sh has npm do it.
	mkdirSync(join(temp, "mg-hook/node_modules"), { recursive: true });
	symlinkSync(PACKAGE_ROOT, join(temp, "mg-hook/node_modules/mg-hook"));
});
afterEach(() => repository.remove());

/** Commits a file and returns the commit's name. */
function commit(path: string, content: string): string {
	repository.write(path, content);
	repository.git("add", "-A");
	repository.git("commit", "-qm", path);
	return repository.git("rev-parse", "HEAD");
}

interface Job {
	inputs?: Record<string, string>;
	event: string;
	base?: string;
	head?: string;
}

/** Runs the step that checks as GitHub's runner does, and returns what it said and its outputs. */
function runStep({ inputs = {}, event, base = "", head = repository.git("rev-parse", "HEAD") }: Job): Outcome & {
	outputs: string;
} {
	const step = action.runs.steps.find(({ id }) => id === "check");
	if (step === undefined) throw new Error("There is no step that checks.");
	const values: Record<string, string> = { EVENT: event, BASE: base, HEAD: head };
	const env: Record<string, string> = {};
	for (const [name, expression] of Object.entries(step.env)) {
		const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/u.exec(expression)?.[1];
		env[name] = input === undefined ? (values[name] ?? "") : (inputs[input] ?? action.inputs[input]?.default ?? "");
	}
	const outputs = join(temp, "outputs");
	const script = join(temp, "step.sh");
	repository.write("../runner/step.sh", step.run);
	repository.write("../runner/outputs", "");
	const outcome = run("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
		cwd: repository.root,
		env: {
			...env,
			RUNNER_TEMP: temp,
			GITHUB_OUTPUT: outputs,
			GITHUB_STEP_SUMMARY: join(temp, "summary.md"),
			CI: "true",
		},
	});
	return { ...outcome, outputs: readFileSync(outputs, "utf8") };
}

test("nothing that others choose is put into a script", () => {
	for (const { run: script } of action.runs.steps) expect(script).not.toContain("${{");
});

test("every input is used, and every output comes from a step", () => {
	const used = JSON.stringify(action.runs.steps);
	for (const name of Object.keys(action.inputs)) expect(used).toContain(`inputs.${name} }}`);
	for (const [name, { value }] of Object.entries(action.outputs)) {
		expect(value).toBe(`\${{ steps.check.outputs.${name} }}`);
		expect(used).toContain(`${name}=`);
	}
});

test("a pull request is checked from its base to its head", () => {
	commit("old.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	const base = commit("base.txt", "base\n");
	expect(runStep({ event: "pull_request", base, head: commit("clean.txt", "clean\n") }).code).toBe(0);
	const key = classicKey();
	const { code, stdout, outputs } = runStep({
		event: "pull_request",
		base,
		head: commit("new.env", `MAILGUN_API_KEY=${key}\n`),
	});
	expect(code).toBe(1);
	expect(stdout).toMatch(/^::error [^\n]*file=new\.env/mu);
	expect(stdout).not.toContain(key);
	expect(stdout).not.toContain("old.env");
	expect(outputs).toBe("exit-code=1\nsarif-file=mg-hook.sarif\n");
	const sarif = readFileSync(join(repository.root, "mg-hook.sarif"), "utf8");
	expect(sarif).toContain("new.env");
	expect(sarif).not.toContain(key);
});

test.each([
	["of new commits", (old: string) => old, 0],
	["of a new branch", () => ZEROS, 1],
	["that was forced over a commit which is gone", () => "1".repeat(40), 1],
])("a push %s", (_, before, expected) => {
	const old = commit("old.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	commit("clean.txt", "clean\n");
	expect(runStep({ event: "push", base: before(old) }).code).toBe(expected);
});

test("any other event checks the whole history, with other branches", () => {
	commit("clean.txt", "clean\n");
	repository.git("checkout", "-qb", "other");
	commit("old.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	repository.git("checkout", "-q", "main");
	expect(runStep({ event: "schedule" }).code).toBe(1);
});

test("what to check can be chosen, and is words alone", () => {
	commit("clean.txt", "clean\n");
	repository.write("b c.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	expect(runStep({ event: "push", base: ZEROS, inputs: { check: "--all" } }).code).toBe(0);
	expect(runStep({ event: "push", base: ZEROS, inputs: { check: "." } }).code).toBe(1);
	expect(runStep({ event: "push", base: ZEROS, inputs: { check: "$(touch pwned)" } }).code).toBe(2);
	expect(repository.git("status", "--porcelain")).not.toContain("pwned");
});

test("it can report without failing, but not where it could not check", () => {
	const head = commit("new.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	const { code, outputs } = runStep({ event: "push", base: ZEROS, head, inputs: { fail: "false" } });
	expect(code).toBe(0);
	expect(outputs).toContain("exit-code=1\n");
	const unchecked = runStep({ event: "pull_request", base: "1".repeat(40), head, inputs: { fail: "false" } });
	expect(unchecked.code).toBe(2);
	// The report of the run before it must not be taken for one of this.
	expect(unchecked.outputs).toBe("exit-code=2\n");
});

test.each([
	["mg-hook is not where it was installed", () => rmSync(join(temp, "mg-hook/node_modules/mg-hook"))],
	["what is there is no mg-hook", () => plant("process.exit(1)")],
	["it ends well without an answer", () => plant("")],
])("nothing is taken for an answer where %s", (_why, spoil) => {
	commit("clean.txt", "clean\n");
	spoil();
	const { code, outputs } = runStep({ event: "schedule", inputs: { fail: "false" } });
	expect([code, outputs]).toEqual([2, "exit-code=2\n"]);
});

/** Puts a program in the place of mg-hook's. */
function plant(program: string): void {
	rmSync(join(temp, "mg-hook/node_modules/mg-hook"));
	repository.write("../runner/mg-hook/node_modules/mg-hook/dist/cli.js", program);
}
