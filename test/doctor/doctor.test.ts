import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import { askDoctor, listing, repositoryWithPackage } from "../support/doctored.js";
import { runMgHook } from "../support/runMgHook.js";
import { type TemporaryRepository, temporaryDirectory } from "../support/temporaryRepository.js";

let repository: TemporaryRepository;
beforeEach(() => {
	repository = repositoryWithPackage();
});
afterEach(() => repository.remove());

const HOOK = ".git/hooks/pre-commit";
const RUN = "sh node_modules/mg-hook/hooks/pre-commit";
const install = () => void runMgHook(repository.root, ["install"]);
const hook = (text: string) => repository.write(HOOK, text, 0o755);

const doctor = (args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) => askDoctor(repository.root, args, env);

test("all is well behind install, and nothing remains of the self-test", () => {
	install();
	repository.write("staged", "A=1\n");
	repository.git("add", ".");
	const before = listing(join(repository.root, ".git"));
	const { code, status, of } = doctor();
	expect(listing(join(repository.root, ".git"))).toEqual(before);
	expect({ code, status }).toEqual({ code: 0, status: "ok" });
	expect(of("self-test")).toMatchObject({ status: "ok", message: expect.stringContaining("stopped a made-up key") });
});

test.each<[name: string, setUp: () => void, code: number, id: string, said: RegExp]>([
	["no hook", () => undefined, 1, "pre-commit", /no pre-commit hook/u],
	[
		"not executable",
		() => [install(), chmodSync(join(repository.root, HOOK), 0o644)],
		1,
		"pre-commit",
		/not executable/u,
	],
	["CRLF", () => hook(`#!/bin/sh\r\n${RUN}\r\n`), 1, "pre-commit", /CRLF/u],
	["no interpreter", () => hook(`#!/no/such/sh\n${RUN}\n`), 1, "pre-commit", /not here/u],
	["behind an exit", () => hook(`#!/bin/sh\nexit 0\n${RUN}\n`), 1, "pre-commit", /ends before/u],
	["code lost", () => hook(`#!/bin/sh\n${RUN}\ntrue\n`), 1, "pre-commit", /goes on/u],
	["a foreign hook", () => hook("#!/bin/sh\ntouch ran\n"), 1, "pre-commit", /does not run mg-hook/u],
	["on a condition", () => hook(`#!/bin/sh\n[ -z "$X" ] || exit 0\n${RUN}\n`), 2, "pre-commit", /condition/u],
	[
		"hooksPath to nowhere",
		() => [install(), repository.git("config", "core.hooksPath", "/dev/null")],
		1,
		"hooks-folder",
		/no folder/u,
	],
	[
		"everything ignored",
		() => [install(), repository.write("mg-hook.config.json", '{"ignore": ["**"]}')],
		1,
		"self-test",
		/ignores/u,
	],
	[
		"the rule off",
		() => [install(), repository.write(".mg-hookrc", '{"rules": {"mailgun-private-key": "off"}}')],
		1,
		"self-test",
		/off/u,
	],
	[
		"broken configuration",
		() => [install(), repository.write("mg-hook.config.json", "{")],
		2,
		"configuration",
		/JSON/u,
	],
	[
		"the package gone",
		() => [install(), rmSync(join(repository.root, "node_modules/mg-hook"))],
		1,
		"self-test",
		/not found/u,
	],
	[
		"lefthook, not set up",
		() => repository.write("lefthook.yml", `pre-commit: {jobs: [{run: ${RUN}}]}\n`),
		1,
		"pre-commit",
		/lefthook is not set up/u,
	],
])("%s", (_name, setUp, code, id, said) => {
	setUp();
	const found = doctor([], { PATH: `/usr/bin:/bin:${process.env["PATH"] ?? ""}` });
	expect(found.of(id)?.message).toMatch(said);
	expect(found.code).toBe(code);
	expect(repository.git("status", "--porcelain", "--", "ran")).toBe("");
});

test.each([
	["pre-commit", "commit"],
	["pre-merge-commit", "merge"],
	["commit-msg", "commit message"],
	["pre-push", "push"],
])("of %s it says no more than that a %s is stopped", (name, what) => {
	runMgHook(repository.root, ["install", "--hook", name]);
	const { code, stdout } = runMgHook(repository.root, ["doctor", "--hook", name]);
	expect([code, stdout]).toEqual([
		0,
		expect.stringContaining(`All is well: a ${what} with a Mailgun key is stopped here.`),
	]);
});

test("another command in the hook is read and not run", () => {
	hook(`#!/bin/sh\n${RUN} || exit $?\ntouch ran\n`);
	const { code, of } = doctor();
	expect({ code, said: of("self-test")?.message }).toEqual({ code: 0, said: expect.stringContaining("only read") });
	expect(repository.git("status", "--porcelain")).toBe("");
});

test("MG_HOOK=0 is a problem, and outside a repository nothing can be told", () => {
	install();
	expect(doctor([], { MG_HOOK: "0" })).toMatchObject({ code: 1 });
	const folder = temporaryDirectory();
	expect(runMgHook(folder, ["doctor"]).code).toBe(2);
	rmSync(folder, { recursive: true });
});
