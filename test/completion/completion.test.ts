import { accessSync, constants } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { PACKAGE_ROOT, runMgHook } from "../support/runMgHook.js";
import { type Outcome, run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

let repository: TemporaryRepository;
beforeAll(() => {
	repository = temporaryRepository();
	for (const shell of ["bash", "zsh", "fish"]) {
		const { code, stdout, stderr } = runMgHook(repository.root, ["completion", shell]);
		expect([code, stderr]).toEqual([0, ""]);
		repository.write(`completion.${shell}`, stdout);
	}
	repository.write("conf one/two.json", "");
});
afterAll(() => repository.remove());

function has(program: string): boolean {
	return (process.env["PATH"] ?? "").split(delimiter).some((folder) => {
		try {
			accessSync(join(folder, program), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

function must({ code, stdout, stderr }: Outcome): string {
	expect([code, stderr]).toEqual([0, ""]);
	return stdout;
}

/** What each shell offers where the line is completed: the shell itself is asked. */
const ASK: Record<string, (line: string) => string[]> = {
	bash(line) {
		// As readline cuts the line, which has = among its word breaks.
		const words = line
			.split(/(=)|\s+/u)
			.filter((word, index, all) => word !== undefined && (word !== "" || index === all.length - 1));
		const script = `set -u; source completion.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mg_hook_complete; printf '%s\\n' "\${COMPREPLY[@]-}"`;
		return must(run("bash", ["--norc", "-c", script, "bash", ...words], { cwd: repository.root })).split("\n");
	},
	zsh(line) {
		const capture = resolve(PACKAGE_ROOT, "test/completion/capture.zsh");
		const said = must(
			run("zsh", ["-f", capture, "completion.zsh", line], {
				cwd: repository.root,
				env: { TERM: "dumb", HOME: repository.root },
			}),
		);
		return [...said.matchAll(/<([^<>\n]+)>/gu)].flatMap((match) => (match[1] ?? "").split(" "));
	},
	fish(line) {
		const asked = must(
			run("fish", ["--no-config", "-c", "source completion.fish; complete -C $argv[1]", line], {
				cwd: repository.root,
				env: { HOME: repository.root, TERM: "dumb" },
			}),
		);
		return asked.split("\n").map((offer) => (offer.split("\t")[0] ?? "").replace(/^--\w+=/u, ""));
	},
};

describe.each(Object.keys(ASK).filter(has))("in %s", (shell) => {
	const offers = (line: string): string[] => (ASK[shell]?.(line) ?? []).map((offer) => offer.replaceAll("\\", ""));

	test("commands, and only those that begin so", () => {
		expect(offers("mg-hook ")).toEqual(expect.arrayContaining(["check", "install", "completion"]));
		const narrowed = offers("mg-hook unin");
		expect(narrowed).toContain("uninstall");
		expect(narrowed).not.toContain("check");
	});

	test("a command's own flags", () => {
		expect(offers("mg-hook install --d")).toContain("--dry-run");
		expect(offers("mg-hook rules --d")).not.toContain("--dry-run");
	});

	test("a flag's values, in both spellings", () => {
		expect(offers("mg-hook check --format sa")).toContain("sarif");
		expect(offers("mg-hook check --format=sa")).toContain("sarif");
		expect(offers("mg-hook rules --format sa")).not.toContain("sarif");
	});

	test("files where a file is wanted", () => {
		expect(offers("mg-hook check --config comp").some((offer) => offer.endsWith("completion.bash"))).toBe(true);
		expect(offers("mg-hook check --cwd comp").some((offer) => offer.endsWith("completion.bash"))).toBe(false);
	});

	test("an argument's choices", () => {
		expect(offers("mg-hook completion ")).toEqual(expect.arrayContaining(["bash", "zsh", "fish"]));
	});
});

test("bash is there to be asked", () => expect(has("bash")).toBe(true));

test("an unknown shell is a usage error", () => {
	const { code, stderr } = runMgHook(repository.root, ["completion", "tcsh"]);
	expect(code).toBe(2);
	expect(stderr).toContain("bash, zsh, fish");
});
