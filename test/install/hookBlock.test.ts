import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { hasBlock, hasBrokenBlock, hookBlock, newHook, withBlock, withoutBlock } from "../../src/install/hookBlock.js";
import { HOOK_NAMES, type HookName } from "../../src/install/hookName.js";
import { obstacleIn } from "../../src/install/obstacle.js";
import { handLines } from "../../src/install/packagePlace.js";
import { run, temporaryDirectory } from "../support/temporaryRepository.js";

const PACKAGE = "node_modules/mg-hook";
const block = Buffer.from(hookBlock(PACKAGE, false)).toString("latin1");

describe("withBlock", () => {
	test.each([
		["right behind the shebang", "#!/bin/sh\nexit 0\n", `#!/bin/sh\n${block}\nexit 0\n`],
		["behind a shebang with options", "#!/usr/bin/env bash -e\nmake\n", `#!/usr/bin/env bash -e\n${block}\nmake\n`],
		["at the top without a shebang, as husky's hooks are", "npm test\n", `${block}\nnpm test\n`],
		["at the top of an empty file", "", `${block}\n`],
		["behind a shebang that ends the file", "#!/bin/sh", `#!/bin/sh\n${block}`],
		["before a last line without a newline", "#!/bin/sh\nmake", `#!/bin/sh\n${block}\nmake`],
	])("puts it %s", (_where, hook, expected) => {
		expect(withBlock(hook, PACKAGE)).toBe(expected);
	});

	test("replaces an older block where somebody has moved it", () => {
		const older = "# >>> mg-hook >>> of old\nold lines\n# <<< mg-hook <<<";
		expect(withBlock(`#!/bin/sh\nmake\n${older}\nmake test\n`, PACKAGE)).toBe(`#!/bin/sh\nmake\n${block}\nmake test\n`);
	});

	test("changes nothing the second time", () => {
		const once = withBlock("#!/bin/sh\nmake\n", PACKAGE);
		expect(withBlock(once, PACKAGE)).toBe(once);
		expect(withBlock(newHook(PACKAGE), PACKAGE)).toBe(newHook(PACKAGE));
	});

	test("keeps in mind that the whole file was made for the block when it replaces one", () => {
		const moved = withBlock(newHook(PACKAGE), "frontend/node_modules/mg-hook");
		expect(moved).toBe(newHook("frontend/node_modules/mg-hook"));
		expect(withoutBlock(moved)).toBeUndefined();
	});
});

describe("withoutBlock", () => {
	test("takes the whole file away where it was made for the block", () => {
		expect(withoutBlock(newHook(PACKAGE))).toBeUndefined();
		expect(withoutBlock(newHook(undefined))).toBeUndefined();
	});

	test("leaves what a person has written into such a file since", () => {
		expect(withoutBlock(`${newHook(PACKAGE)}make\n`)).toBe("#!/bin/sh\nmake\n");
	});

	test("leaves a hook that was empty or a shebang alone, since it was there before", () => {
		for (const hook of ["", "#!/bin/sh", "#!/bin/sh\n", "\n"])
			expect(withoutBlock(withBlock(hook, PACKAGE))).toBe(hook);
	});

	const shebang = fc.constantFrom("", "#!/bin/sh", "#!/bin/sh\n", "#!/usr/bin/env bash\n", "#! /bin/dash -e\n");
	const line = fc.oneof(
		fc.constantFrom(
			"exit 0",
			"# >>> other >>>",
			"# <<< other <<<",
			"",
			"#",
			"make \\",
			"cat <<X",
			"X",
			"\t# <<< mg-hook <<<",
		),
		fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
	);
	const hook = fc
		.tuple(shebang, fc.array(line, { maxLength: 8 }), fc.constantFrom("", "\n", "\n\n"))
		.map(([first, lines, end]) => first + lines.join("\n") + end);
	const path = fc.option(fc.constantFrom(PACKAGE, "front end/node_modules/mg-hook", "it's/node_modules/mg-hook"), {
		nil: undefined,
	});

	test("gives back any hook byte for byte", () => {
		let put = 0;
		fc.assert(
			fc.property(hook, path, path, (before, first, second) => {
				if (obstacleIn(before, handLines(undefined)) !== undefined) return;
				put++;
				const once = withBlock(before, first);
				expect(hasBlock(once) && !hasBrokenBlock(once)).toBe(true);
				expect(withoutBlock(once)).toBe(before);
				expect(withoutBlock(withBlock(once, second))).toBe(before);
			}),
			{ numRuns: 500 },
		);
		expect(put).toBeGreaterThan(200);
	});
});

describe("hasBrokenBlock", () => {
	test.each([
		["no block", "#!/bin/sh\n", false],
		["a block", newHook(PACKAGE), false],
		["no end", "# >>> mg-hook >>>\nmake\n", true],
		["no start", "make\n# <<< mg-hook <<<\n", true],
		["the wrong way round", "# <<< mg-hook <<<\n# >>> mg-hook >>>\n", true],
		["two blocks", `${block}\n${block}\n`, true],
		["a block with a second start", `# >>> mg-hook >>>\n${block}\n`, true],
	])("%s", (_what, content, broken) => {
		expect(hasBrokenBlock(content)).toBe(broken);
	});
});

describe("hookBlock", () => {
	const shells = [["sh"], ["dash"], ["bash"], ["bash", "--posix"], ["busybox", "sh"]].filter(
		([shell = ""]) => spawnSync(shell, ["-c", ":"]).error === undefined,
	);

	test.each(shells.map((words) => [words.join(" "), words] as const))("%s reads it", (_name, [shell = "", ...args]) => {
		for (const path of [undefined, PACKAGE, "it's a/node_modules/mg-hook"]) {
			for (const hook of HOOK_NAMES) {
				const { status, stderr } = spawnSync(shell, [...args, "-n"], { input: newHook(path, hook) });
				expect([status, stderr.toString()]).toEqual([0, ""]);
			}
		}
	});

	test("is the same for every hook, but for the hook's script and words, and for the input of pre-push", () => {
		const neutral = (hook: HookName) =>
			hookBlock(PACKAGE, false, hook)
				.replaceAll(/--commit-msg "\$1"|--pre-push "\$1"|--staged/gu, "FLAGS")
				.replaceAll(/hooks\/(?:pre-commit|commit-msg|pre-push)/gu, "hooks/SCRIPT")
				.replaceAll(/this (?:commit message|commit|push)/gu, "THIS")
				.replaceAll(' "$@"', "")
				.replaceAll(/to push|git push/gu, (words) => words.replace("push", "commit"));
		const [first, ...others] = HOOK_NAMES.map(neutral);
		const withoutInput = (text: string) =>
			text.replace(/^mg_hook_refs=.*\n/mu, "").replace(/^fi <<MG_HOOK_REFS\n[\s\S]*\nfi$/mu, "fi");
		for (const other of others) expect(withoutInput(other)).toBe(first);
	});

	test("ends with 2 and one sentence where mg-hook is nowhere, also under set -eu", () => {
		for (const options of [[], ["-eu"]]) {
			const { status, stderr } = spawnSync("/bin/sh", options, {
				input: newHook(PACKAGE),
				cwd: "/",
				env: { PATH: "/nowhere" },
			});
			expect(status).toBe(2);
			expect(stderr.toString()).toContain("mg-hook: not found in node_modules or on PATH");
		}
	});

	const places = { package: '/opt/it\'s $a "b"/`x`\\y/node_modules/mg-hook', node: "/opt/no\\de $HOME/it's/node" };

	/** What the block runs, of a package in a folder of its own; `PATH` leads to nothing but sh's tools. */
	function runBlock(text: string, cwd: string, env: NodeJS.ProcessEnv = {}) {
		return run("sh", ["-euc", text.slice(text.indexOf("\n")), "hook"], { cwd, env: { PATH: tools, ...env } });
	}

	let outer: string;
	let tools: string;
	beforeAll(() => {
		outer = temporaryDirectory();
		tools = join(outer, "tools");
		mkdirSync(tools);
		for (const tool of ["sh", "readlink", "git"])
			symlinkSync(run("sh", ["-c", `command -v ${tool}`]).stdout.trim(), join(tools, tool));
	});
	afterAll(() => rmSync(outer, { recursive: true, force: true }));

	/** A package whose hook says where it lies, and which Node is remembered. */
	function packageAt(folder: string): string {
		mkdirSync(join(folder, "hooks"), { recursive: true });
		writeFileSync(join(folder, "hooks/mg-hook.sh"), "");
		// biome-ignore lint/suspicious/noTemplateCurlyInString: that is sh
		writeFileSync(join(folder, "hooks/pre-commit"), 'printf "%s\\n" "$0" "${MG_HOOK_NODE-}"\n');
		return folder;
	}

	test("falls back on the remembered places, whatever their names, where nothing else is", () => {
		const [home, repository] = [join(outer, "home"), join(outer, "repository")];
		const remembered = { package: packageAt(home + places.package), node: places.node };
		mkdirSync(repository);
		for (const path of [undefined, PACKAGE]) {
			const ran = runBlock(hookBlock({ path, remembered }, true), repository);
			expect([ran.code, ran.stdout, ran.stderr]).toEqual([
				0,
				`${remembered.package}/hooks/pre-commit\n${places.node}\n`,
				"",
			]);
			expect(withoutBlock(newHook({ path, remembered }))).toBeUndefined();
		}
		packageAt(join(repository, PACKAGE));
		const { stdout } = runBlock(hookBlock({ path: PACKAGE, remembered }, true), repository);
		expect(stdout).toBe(`${PACKAGE}/hooks/pre-commit\n${places.node}\n`);
	});

	test("finds the package beside a command that is no link, as npm puts it on Windows", () => {
		const bin = join(outer, "npm prefix");
		const beside = packageAt(join(bin, "node_modules/mg-hook"));
		writeFileSync(join(bin, "mg-hook"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
		const { stdout } = runBlock(hookBlock(undefined, true), outer, { PATH: `${bin}:${tools}` });
		expect(stdout).toBe(`${beside}/hooks/pre-commit\n\n`);
	});

	test("writes Windows' places with slashes", () => {
		const text = hookBlock(
			{ path: undefined, remembered: { package: "C:\\a b\\mg-hook", node: "\\\\server\\node.exe" } },
			true,
		);
		expect(text).toContain("|| mg_hook='C:/a b/mg-hook'\n");
		expect(text).toContain("MG_HOOK_NODE='//server/node.exe' sh ");
	});

	test.each([["relative/mg-hook"], ["/two\n# <<< mg-hook <<<\nlines"], ["/a\rb"], [""], ["-e"]])(
		"does not remember %j",
		(place) => {
			const remembered = { package: place, node: place };
			expect(hookBlock({ path: PACKAGE, remembered }, true)).toBe(hookBlock(PACKAGE, true));
		},
	);

	test.each<readonly [files: readonly string[], path: string | undefined, way: string]>([
		[[], PACKAGE, "npm install --global mg-hook;"],
		[["pyproject.toml"], undefined, "npm install --global mg-hook;"],
		[["package.json"], PACKAGE, "npm install (or npm install --save-dev mg-hook);"],
		[["package.json", "pnpm-lock.yaml"], PACKAGE, "pnpm install (or pnpm add --save-dev mg-hook);"],
		[["package.json", "bun.lock"], PACKAGE, "bun install (or bun add --dev mg-hook);"],
		[["package.json", "yarn.lock"], undefined, "yarn install (or yarn add --dev mg-hook);"],
		[
			["package.json", "yarn.lock", ".pnp.cjs"],
			PACKAGE,
			"yarn install (or yarn add --dev mg-hook, or yarn unplug mg-hook);",
		],
		[
			["api/package.json", "pnpm-workspace.yaml", "pnpm-lock.yaml"],
			`api/${PACKAGE}`,
			"pnpm install (or pnpm add --save-dev mg-hook) in api;",
		],
		[["it's/package.json", "yarn.lock"], `it's/${PACKAGE}`, "npm install (or npm install --save-dev mg-hook) in it's;"],
	])("with %j it says what installs it: %s", (files, path, way) => {
		const folder = join(outer, "project");
		rmSync(folder, { recursive: true, force: true });
		for (const file of files) {
			mkdirSync(join(folder, file, ".."), { recursive: true });
			writeFileSync(join(folder, file), "");
		}
		mkdirSync(folder, { recursive: true });
		const { code, stderr } = runBlock(hookBlock(path, true), folder);
		expect([code, stderr]).toEqual([2, expect.stringContaining(`for Mailgun keys: run ${way}`)]);
		expect(stderr.includes("--save-dev")).toBe(way.includes("--save-dev"));
	});

	test("searches, and says what is to be done, as the scripts in hooks/ do", () => {
		const plain = (text: string) =>
			text
				.replaceAll(/[\t ]+(?=\n)|^[\t ]+/gmu, "")
				.replaceAll(/^#.*\n/gmu, "")
				.replaceAll(/this commit|\$checked/gu, "CHECKED")
				.replaceAll(/"\$flag"|--staged/gu, "FLAG")
				.replaceAll(/\$verb|commit(?= once|…| …| --no)/gu, "VERB")
				.split("\n");
		const lines = plain(readFileSync("hooks/pre-commit", "utf8"));
		const ofBlock = plain(hookBlock(PACKAGE, true)).filter((line) =>
			/\$mg_hook\/hooks\/mg-hook\.sh|^mg_hook=(?!\$mg_hook)|^\[ ! -f|MG_HOOK_ANSWER|ended with|^echo "mg-hook: skipped/u.test(
				line,
			),
		);
		expect(ofBlock.length).toBeGreaterThan(13);
		for (const line of ofBlock) expect(lines).toContain(line);
	});
});
