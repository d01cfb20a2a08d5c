import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { CLI, PACKAGE_ROOT, runMgHook } from "../support/runMgHook.js";
import { inCommittedRepository, PLACE, WITH_KEY } from "../support/situation.js";
import { run, type TemporaryRepository } from "../support/temporaryRepository.js";

/** Programs that git or a tool may run for a repository; each writes its name where it can be seen. */
const SETTINGS: Readonly<Record<string, string>> = {
	"diff.external": "external-diff",
	"diff.planted.command": "diff-driver-command",
	"diff.planted.textconv": "textconv",
	"filter.planted.smudge": "filter-smudge",
	"filter.planted.process": "filter-process",
	"merge.planted.driver": "merge-driver",
	"core.fsmonitor": "fsmonitor",
	"core.pager": "pager",
	"pager.diff": "pager-diff",
	"pager.rev-parse": "pager-rev-parse",
	"core.editor": "editor",
	"core.sshCommand": "ssh",
	"core.askPass": "askpass",
	"core.gitProxy": "proxy",
	"core.alternateRefsCommand": "alternate-refs",
	"credential.helper": "!credential",
	"diff.guitool": "guitool",
	"difftool.planted.cmd": "difftool",
	"interactive.diffFilter": "diff-filter",
	"gpg.program": "gpg",
	"sequence.editor": "sequence-editor",
	"alias.diff": "!alias-diff",
	"alias.rev-parse": "!alias-rev-parse",
	"uploadpack.packObjectsHook": "pack-objects-hook",
	"submodule.planted.update": "!submodule-update",
	"trace2.eventTarget": "trace2",
};

/** Environment variables that name programs. */
const VARIABLES = [
	"GIT_EXTERNAL_DIFF",
	"GIT_PAGER",
	"PAGER",
	"GIT_EDITOR",
	"EDITOR",
	"VISUAL",
	"GIT_ASKPASS",
	"SSH_ASKPASS",
	"GIT_SSH",
	"GIT_SSH_COMMAND",
	"GIT_PROXY_COMMAND",
	"GIT_SEQUENCE_EDITOR",
];

/** Everything planted: a program that leaves a trace, in the configuration, the attributes, as hooks and as scripts. */
function plant(repository: TemporaryRepository): { env: NodeJS.ProcessEnv; traces: () => string[] } {
	const folder = join(repository.root, "../planted");
	const log = join(folder, "log");
	const program = (name: string) => {
		repository.write(`../planted/${name}`, `#!/bin/sh\necho ${name} >> '${log}'\n`, 0o755);
		return join(folder, name);
	};
	repository.write("settings.env", WITH_KEY);
	repository.write(".gitattributes", "*.env diff=planted filter=planted merge=planted\n");
	repository.git("add", ".");
	for (const [setting, name] of Object.entries(SETTINGS)) {
		const bang = name.startsWith("!") ? "!" : "";
		repository.git("config", setting, `${bang}${program(name.replace("!", ""))}`);
	}
	for (const hook of [
		"pre-commit",
		"post-index-change",
		"fsmonitor-watchman",
		"query-watchman",
		"post-checkout",
		"reference-transaction",
		"prepare-commit-msg",
		"post-commit",
		"pre-auto-gc",
		"post-rewrite",
	]) {
		repository.write(`.git/hooks/${hook}`, `#!/bin/sh\necho hook-${hook} >> '${log}'\n`, 0o755);
	}
	for (const script of [
		"mg-hook.config.js",
		"mg-hook.config.cjs",
		"mg-hook.config.mjs",
		"mg-hook.config.ts",
		".mg-hookrc.js",
		".mg-hookrc.cjs",
		".mg-hookrc.ts",
		".config/mg-hookrc.js",
		"node_modules/re2/index.js",
		"node_modules/simple-git/index.js",
		"index.js",
	]) {
		repository.write(script, `require("node:fs").appendFileSync(${JSON.stringify(log)}, "script ${script}\\n");\n`);
	}
	repository.write(
		"package.json",
		JSON.stringify({ name: "planted", main: "index.js", scripts: { prepare: "false" } }),
	);
	for (const name of ["git", "sh", "less", "diff", "node"]) {
		repository.write(name, `#!/bin/sh\necho in-work-tree-${name} >> '${log}'\n`, 0o755);
	}
	repository.write("evil.env", WITH_KEY);
	chmodSync(join(repository.root, "evil.env"), 0o755);
	rmSync(log, { force: true });
	const env: NodeJS.ProcessEnv = {};
	for (const variable of VARIABLES) env[variable] = program(`variable-${variable}`);
	return {
		env,
		traces: () =>
			existsSync(log)
				? readFileSync(log, "utf8")
						.split("\n")
						.filter((line) => line !== "")
				: [],
	};
}

test("no program that a repository names is run by a check", async () => {
	await inCommittedRepository((repository) => {
		const { env, traces } = plant(repository);
		const { stdout, code } = runMgHook(repository.root, ["check", "--format", "json"], { env });
		const { findings } = JSON.parse(stdout) as { findings: { path: string; line: number; column: number }[] };
		expect(findings.map(({ path, line, column }) => `${path}:${line}:${column}`)).toEqual([`settings.env${PLACE}`]);
		expect(code).toBe(1);
		expect(runMgHook(repository.root, ["check", "--staged"], { env }).code).toBe(1);
		expect(runMgHook(repository.root, ["allowlist"], { env }).code).toBe(0);
		expect(runMgHook(join(repository.root, ".git"), ["check"], { env }).code).toBe(1);
		expect(traces()).toEqual([]);
	});
});

test("nor by doctor and install, which run mg-hook's part of a hook alone", async () => {
	await inCommittedRepository((repository) => {
		const { env, traces } = plant(repository);
		const hook = join(repository.root, ".git/hooks/pre-commit");
		const planted = readFileSync(hook, "utf8");
		expect(runMgHook(repository.root, ["doctor"], { env })).toMatchObject({ code: 1, stderr: "" });
		expect(traces()).toEqual([]);
		symlinkSync(PACKAGE_ROOT, join(repository.root, "../mg-hook"));
		for (const line of [
			"sh ../mg-hook/hooks/pre-commit || exit $?",
			"node ../mg-hook/dist/cli.js check --staged || exit $?",
		]) {
			repository.write(".git/hooks/pre-commit", planted.replace("\n", `\n${line}\n`), 0o755);
			expect(runMgHook(repository.root, ["doctor"], { env })).toMatchObject({ code: 0, stderr: "" });
			expect(runMgHook(repository.root, ["install"], { env }).stdout).toContain("stopped a made-up key");
			expect(traces()).toEqual([]);
		}
	});
});

test("nor on a terminal, where git would page", async () => {
	await inCommittedRepository((repository) => {
		const { env, traces } = plant(repository);
		const command = `'${process.execPath}' '${CLI}' check --staged`;
		const { code } = run("script", ["-qec", command, "/dev/null"], {
			cwd: repository.root,
			env: { ...env, TERM: "xterm" },
		});
		expect(code).toBe(1);
		expect(traces()).toEqual([]);
	});
});

test("the traps work: git itself falls into them", async () => {
	await inCommittedRepository((repository) => {
		const { env, traces } = plant(repository);
		const withoutProcess = ["-c", "filter.planted.process="];
		repository.tryGit(["diff", "--cached"], { env: { GIT_EXTERNAL_DIFF: env["GIT_EXTERNAL_DIFF"] } });
		repository.tryGit([...withoutProcess, "diff", "--cached"]);
		repository.tryGit([...withoutProcess, "diff", "--cached", "--no-ext-diff"]);
		repository.tryGit([...withoutProcess, "add", "evil.env"]);
		repository.tryGit(["add", "evil.env"]);
		expect(traces()).toEqual(
			expect.arrayContaining([
				"variable-GIT_EXTERNAL_DIFF",
				"external-diff",
				"diff-driver-command",
				"textconv",
				"filter-process",
				"fsmonitor",
			]),
		);
	});
});

test("a package.json that calls a script its configuration gets no farther than an error", async () => {
	await inCommittedRepository((repository) => {
		const log = join(repository.root, "../log");
		repository.write("settings.js", `require("node:fs").writeFileSync(${JSON.stringify(log)}, "ran");`);
		repository.write("package.json", JSON.stringify({ "mg-hook": "./settings.js" }));
		const { code, stderr } = runMgHook(repository.root, ["check"]);
		expect([code, existsSync(log)]).toEqual([2, false]);
		expect(stderr).toMatch(/package\.json:1:\d+: the configuration must be of type object/);
		expect(runMgHook(repository.root, ["check", "--config", "settings.js"]).code).toBe(2);
		expect(existsSync(log)).toBe(false);
	});
});

test("a YAML configuration with tags for code is data or an error", async () => {
	await inCommittedRepository((repository) => {
		repository.write(".mg-hookrc.yaml", 'ignore: !!js/function "function () { process.exit(0) }"\n');
		expect(runMgHook(repository.root, ["check"]).code).toBe(2);
	});
});

test.each(["/dev/zero", "/dev/stdin", "/"])("a configuration that leads to %s is not followed", async (target) => {
	await inCommittedRepository((repository) => {
		symlinkSync(target, join(repository.root, ".mg-hookrc"));
		repository.git("add", ".");
		const { code, stderr } = runMgHook(repository.root, ["check"]);
		expect(stderr).toMatch(/\.mg-hookrc is not a plain file/);
		expect(code).toBe(2);
	});
});

test.each(["- ", "[", "{a: ", "? "])("a configuration nested without end is refused: %j", async (level) => {
	await inCommittedRepository((repository) => {
		repository.write(".mg-hookrc.yaml", level.repeat(20_000));
		const { code, stderr } = runMgHook(repository.root, ["check"]);
		expect(stderr).toMatch(/^mg-hook: \.mg-hookrc\.yaml(?::\d+:\d+)?: is (?:nested too deeply|not valid YAML)/);
		expect(code).toBe(2);
	});
});

test.each(["ignore: *nothing\n", "ignore: &a [x]\nrules: *a\n"])(
	"a configuration with an alias is refused: %j",
	async (text) => {
		await inCommittedRepository((repository) => {
			repository.write(".mg-hookrc.yaml", text);
			const { code, stderr } = runMgHook(repository.root, ["check"]);
			expect(stderr).toMatch(/^mg-hook: \.mg-hookrc\.yaml:\d:\d: has a YAML alias/);
			expect(code).toBe(2);
		});
	},
);
