import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../support/runMgHook.js";
import { type Outcome, run, temporaryDirectory } from "../support/temporaryRepository.js";

let folder: string;
beforeEach(() => {
	folder = temporaryDirectory();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every stand-in is sh: none of them may be asked. */
function script(path: string, text: string): string {
	const file = join(folder, path);
	mkdirSync(join(file, ".."), { recursive: true });
	writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
	return file;
}

test("shows a blocked commit and a clean one, whatever the user's git is configured to do", () => {
	for (const hook of ["pre-commit", "commit-msg", "prepare-commit-msg", "post-commit"]) {
		for (const place of ["hooks", "template/hooks"]) script(`${place}/${hook}`, `>'${folder}/ran'; exit 1`);
	}
	const refuse = script("refuse", `>'${folder}/ran'; exit 1`);
	const settings = [
		["core.hooksPath", join(folder, "hooks")],
		["core.excludesFile", join(folder, "ignore")],
		["core.attributesFile", join(folder, "attributes")],
		["core.autocrlf", "true"],
		["core.safecrlf", "true"],
		["core.editor", refuse],
		["core.fsmonitor", refuse],
		["core.pager", refuse],
		["init.templateDir", join(folder, "template")],
		["init.defaultBranch", "a b"],
		["commit.gpgSign", "true"],
		["gpg.program", refuse],
		["commit.verbose", "true"],
		["commit.template", join(folder, "none")],
		["user.useConfigOnly", "true"],
		["hook.stray.event", "pre-commit"],
		["hook.stray.command", refuse],
	] as const;
	const configuration = settings.map(([name, value]) => {
		const [section = "", ...rest] = name.split(".");
		const [key = "", subsection] = rest.reverse();
		return `[${section}${subsection === undefined ? "" : ` "${subsection}"`}]\n\t${key} = ${JSON.stringify(value)}\n`;
	});
	mkdirSync(join(folder, ".config/git"), { recursive: true });
	for (const file of [".gitconfig", ".config/git/config"]) writeFileSync(join(folder, file), configuration.join(""));
	for (const file of ["ignore", ".config/git/ignore"]) writeFileSync(join(folder, file), "*\n");
	for (const file of ["attributes", ".config/git/attributes"]) writeFileSync(join(folder, file), "* filter=x\n");

	const outcome = run(process.execPath, [join(PACKAGE_ROOT, "scripts/demo.mjs")], {
		cwd: folder,
		env: {
			HOME: folder,
			XDG_CONFIG_HOME: join(folder, ".config"),
			GIT_CONFIG_GLOBAL: join(folder, ".gitconfig"),
			GIT_CONFIG_SYSTEM: join(folder, ".gitconfig"),
			GIT_CONFIG_NOSYSTEM: undefined,
			GIT_CONFIG_COUNT: String(settings.length),
			...Object.fromEntries(
				settings.flatMap(([name, value], at) => [
					[`GIT_CONFIG_KEY_${at}`, name],
					[`GIT_CONFIG_VALUE_${at}`, value],
				]),
			),
			GIT_DIR: join(folder, "elsewhere"),
			GIT_INDEX_FILE: join(folder, "index"),
			GIT_TEMPLATE_DIR: join(folder, "template"),
			GIT_EDITOR: refuse,
			GIT_COMMITTER_EMAIL: "",
			GIT_DEFAULT_HASH: "none",
			MG_HOOK: "0",
			HUSKY: "0",
			LC_ALL: "C",
		},
	});
	expect(outcome).toMatchObject({ code: 0, stderr: "" });
	expect(outcome.stdout).toMatch(/mg-hook stopped this commit[\s\S]* mailer\.js:5:\d+ [\s\S]*key-[0-9a-f]+…/u);
	expect(outcome.stdout).not.toMatch(/key-[0-9a-f]{32}/u);
	expect(outcome.stdout).toMatch(/\[main \(root-commit\) [0-9a-f]+\] Send mail[\s\S]*no key\)\n$/u);
	expect(() => copyFileSync(join(folder, "ran"), join(folder, "seen"))).toThrow("ENOENT");
});

function copyDemo(): void {
	mkdirSync(join(folder, "scripts"));
	for (const file of ["scripts/demo.mjs", "scripts/hookEnd.mjs"])
		copyFileSync(join(PACKAGE_ROOT, file), join(folder, file));
}

/** The demo of a package whose `mg-hook install` does as told; what it writes as the hook is sh. */
function demoOf(install: string): Outcome {
	copyDemo();
	mkdirSync(join(folder, "dist"));
	writeFileSync(
		join(folder, "dist/cli.js"),
		`const write = (text) => {
			require("node:fs").mkdirSync(".git/hooks", { recursive: true });
			require("node:fs").writeFileSync(".git/hooks/pre-commit", "#!/bin/sh\\n" + text, { mode: 0o755 });
		};\n${install}\n`,
	);
	return run(process.execPath, [join(folder, "scripts/demo.mjs")], { env: { HOME: folder } });
}

const REPORT = "mg-hook stopped this commit: 1 Mailgun key in it.\\n  mailer.js:5:8\\n  key-0123…4567\\n";
test.each([
	["installs no hook", "", "git ran no pre-commit hook"],
	["cannot install", "console.error('no'); process.exit(2)", "mg-hook install ended with 2: no"],
	["lets everything pass", "write('exit 0')", "the commit with the key went through"],
	["fails without a word", "write('exit 1')", "not with mg-hook's report of the key"],
	["cannot check", `write("printf '${REPORT}'; exit 2")`, "the hook ended with 2, not with 1"],
	["cannot be started", "write('exec nothing-of-this-name')", "the hook ended with 127, not with 1"],
	["shows the key", "write('cat mailer.js; exit 1')", "showed the key"],
	["stops clean commits too", `write("printf '${REPORT}'; exit 1")`, "the hook ended with 1 where there was no key"],
])("a hook that %s is no success", (_which, install, why) => {
	const { code, stderr, stdout } = demoOf(install);
	expect([code, stderr]).toEqual([1, expect.stringContaining(`\nThe demo did not go as it must: `)]);
	expect(stderr).toContain(why);
	expect(stdout).not.toMatch(/key-[0-9a-f]{32}/u);
});

test("without what builds dist/, says what to run", () => {
	copyDemo();
	const { code, stderr } = run(process.execPath, [join(folder, "scripts/demo.mjs")]);
	expect([code, stderr]).toEqual([1, expect.stringContaining("Run: npm ci --ignore-scripts")]);
});
