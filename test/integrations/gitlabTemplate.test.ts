import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { classicKey } from "../support/madeUpKeys.js";
import { CLI, PACKAGE_ROOT } from "../support/runMgHook.js";
import { type Outcome, run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

interface Job {
	parallel?: number;
	script: string[];
	artifacts: { reports?: { secret_detection: string } };
}

const template = parse(readFileSync(resolve(PACKAGE_ROOT, "templates/gitlab-ci.yml"), "utf8"), {
	strict: true,
}) as Record<string, Job> & { variables: { MG_HOOK_VERSION: string } };
const REPORT = template["mg-hook"]?.artifacts.reports?.secret_detection ?? "";

let repository: TemporaryRepository;
let bin: string;
beforeEach(() => {
	repository = temporaryRepository();
	bin = join(repository.root, "../bin");
	mkdirSync(bin);
	writeFileSync(join(bin, "mg-hook"), `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
	chmodSync(join(bin, "mg-hook"), 0o755);
});
afterEach(() => repository.remove());

function commit(path: string, content: string): string {
	repository.write(path, content);
	repository.git("add", "-A");
	repository.git("commit", "-qm", path);
	return repository.git("rev-parse", "HEAD");
}

/** Runs a job's script as GitLab's runner does: a line after the other, until one fails. */
function runJob(job: string, variables: Record<string, string>): Outcome {
	return run("bash", ["-eo", "pipefail", "-c", template[job]?.script.join("\n") ?? "exit 99"], {
		cwd: repository.root,
		env: {
			CI: "true",
			PATH: `${bin}:${process.env["PATH"]}`,
			CI_COMMIT_SHA: repository.git("rev-parse", "HEAD"),
			...variables,
		},
	});
}

test("it installs this release", () => {
	const { version } = JSON.parse(readFileSync(resolve(PACKAGE_ROOT, "package.json"), "utf8")) as { version: string };
	expect(template.variables.MG_HOOK_VERSION).toBe(version);
});

test("a merge request is checked from its base", () => {
	const base = commit("old.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	commit("clean.txt", "clean\n");
	expect(runJob("mg-hook", { CI_MERGE_REQUEST_DIFF_BASE_SHA: base }).code).toBe(0);
	const key = classicKey();
	commit("new.env", `MAILGUN_API_KEY=${key}\n`);
	const { code, stdout } = runJob("mg-hook", { CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
	expect(code).toBe(1);
	expect(stdout).not.toContain(key);
	const report = readFileSync(join(repository.root, REPORT), "utf8");
	expect(report).toContain('"new.env"');
	expect(report).not.toContain("old.env");
	expect(report).not.toContain(key);
});

test.each([
	["0".repeat(40), "a new branch"],
	["1".repeat(40), "a forced branch"],
])("a push from %s is checked with its whole history (%s)", (before) => {
	commit("old.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	commit("clean.txt", "clean\n");
	expect(runJob("mg-hook", { CI_COMMIT_BEFORE_SHA: before }).code).toBe(1);
	expect(existsSync(join(repository.root, REPORT))).toBe(true);
});

test("a history in parts is joined to one report, and only the whole fails", () => {
	const key = classicKey();
	for (let file = 0; file < 8; file++) commit(`${file}.env`, `MAILGUN_API_KEY=${classicKey()}\n`);
	commit("8.env", `MAILGUN_API_KEY=${key}\n`);
	const parts = template["mg-hook-history"]?.parallel ?? 0;
	expect(parts).toBeGreaterThan(1);
	for (let part = 1; part <= parts; part++) {
		const variables = { CI_NODE_INDEX: `${part}`, CI_NODE_TOTAL: `${parts}` };
		expect(runJob("mg-hook-history", variables).code).toBe(0);
	}
	const { code, stdout } = runJob("mg-hook-history-report", {});
	expect(code).toBe(1);
	expect(stdout).toContain("9 Mailgun keys");
	const page = readFileSync(join(repository.root, "mg-hook.html"), "utf8");
	expect(page).toContain("8.env");
	expect(page).not.toContain(key);
});

test("a part that could not be checked fails", () => {
	commit("clean.txt", "clean\n");
	repository.write("mg-hook.config.json", "{");
	expect(runJob("mg-hook-history", { CI_NODE_INDEX: "1", CI_NODE_TOTAL: "4" }).code).not.toBe(0);
});

test("a part fails where something else than mg-hook ends with 1", () => {
	commit("clean.txt", "clean\n");
	writeFileSync(join(bin, "mg-hook"), "#!/bin/sh\nexit 1\n");
	expect(runJob("mg-hook-history", { CI_NODE_INDEX: "1", CI_NODE_TOTAL: "4" }).code).not.toBe(0);
});
