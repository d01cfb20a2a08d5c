import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import { loadConfiguration } from "../src/policy/loadConfiguration.js";
import { packPackage } from "./support/packedPackage.js";
import { blocksOf, PAGES, readPage } from "./support/pages.js";
import { PACKAGE_ROOT, runMgHook } from "./support/runMgHook.js";
import { run, temporaryRepository } from "./support/temporaryRepository.js";

const blocks = PAGES.flatMap(blocksOf);
const commandBlocks = blocks.filter(({ language }) => language === "sh");

/** Ends with 0 for the installation that a page shows, and with 9 for any other. */
const installs = (line: string) =>
	`case $* in "${line}") exit 0 ;; esac\necho "$0 $*: not to be had here" >&2\nexit 9\n`;

/** Runs a command of a package, which it looks for upwards, as npx does. */
const RUNS =
	'command=$1; shift\nat=$PWD\nwhile [ ! -e "$at/node_modules/.bin/$command" ] && [ "$at" != / ]; do at=$(dirname "$at"); done\n[ "$at" != / ] || at=$MAIN\nexec "$at/node_modules/.bin/$command" "$@"\n';

/** What is installed is what was packed: no registry is asked. */
const STAND_INS = {
	npm: `case $* in "install --global mg-hook") exit 0 ;; esac\n${installs("install --save-dev mg-hook")}`,
	npx: RUNS,
	pnpm: `[ "$1" = exec ] || { ${installs("add --save-dev --allow-build=re2 mg-hook")}}\nshift\n${RUNS}`,
	yarn: `[ "$1" != add ] || { ${installs("add --dev mg-hook")}}\n${RUNS}`,
	bun: `[ "$1" = x ] || { ${installs("add --dev mg-hook")}}\nshift\n${RUNS}`,
};

const packed = packPackage();

test.each(commandBlocks.filter(({ notRun }) => notRun === undefined))("$name runs", ({ text, before, code }) => {
	const repository = temporaryRepository();
	try {
		packed.installInto(repository.root);
		repository.write("package.json", '{ "devDependencies": { "husky": "9" } }');
		repository.write(".gitignore", "node_modules\nbin\n.husky/_\n");
		for (const name of ["husky"]) {
			symlinkSync(join(PACKAGE_ROOT, "node_modules", name), join(repository.root, "node_modules", name));
			symlinkSync(`../${name}/bin.js`, join(repository.root, "node_modules/.bin", name));
		}
		const bin = join(repository.root, "bin");
		mkdirSync(bin);
		for (const [name, script] of Object.entries(STAND_INS)) {
			writeFileSync(join(bin, name), `#!/bin/sh\n${script}`);
			chmodSync(join(bin, name), 0o755);
		}
		const outcome = run("bash", ["-euo", "pipefail", "-c", `${before}\n${text}`], {
			cwd: repository.root,
			env: { PATH: `${bin}:${process.env["PATH"]}`, MAIN: repository.root, HOME: repository.root },
		});
		expect(outcome).toMatchObject({ code });
	} finally {
		repository.remove();
	}
});

test("few blocks are not run, and each says why", () => {
	const notRun = commandBlocks.filter((block) => block.notRun !== undefined);
	expect(notRun.length * 4).toBeLessThan(commandBlocks.length);
	for (const { notRun: reason } of notRun) expect(reason?.length).toBeGreaterThan(15);
});

/** What a command says of itself; asked once. */
const helps = new Map<string, string>();
function helpOf(...words: string[]): string {
	const name = words.join(" ");
	const known = helps.get(name);
	if (known !== undefined) return known;
	const { code, stdout } = runMgHook("/", [...words, "--help"]);
	expect([name, code]).toEqual([name, 0]);
	helps.set(name, stdout);
	return stdout;
}

/** Each command with its flags, as its own help lists them. */
const flags = new Map<string, ReadonlySet<string>>();
function flagsOf(command: string): ReadonlySet<string> {
	const known = flags.get(command);
	if (known !== undefined) return known;
	const stdout = command === "" ? helpOf() : helpOf(command);
	const found = new Set(stdout.match(/(?<=^ {2})--[a-z][a-z-]+/gmu) ?? []);
	// The commands of a command.
	for (const [, inner = ""] of (/\nCommands:\n([\s\S]*?)\n\n/u.exec(stdout)?.[1] ?? "").matchAll(/^ {2}([a-z]+) /gmu)) {
		if (command === "") break;
		for (const flag of helpOf(command, inner).match(/(?<=^ {2})--[a-z][a-z-]+/gmu) ?? []) found.add(flag);
	}
	flags.set(command, found);
	return found;
}

test.each(PAGES)("every command and flag that %s shows is one", (page) => {
	const text = readPage(page);
	const code = [
		...[...text.matchAll(/^```\w+\n([\s\S]*?)^```$/gmu)].map((match) => match[1] ?? ""),
		...[...text.replaceAll(/^```[\s\S]*?^```$/gmu, "").matchAll(/`([^`\n]+)`/gu)].map((match) => match[1] ?? ""),
	].join("\n");
	for (const [, command = "", rest = ""] of code.matchAll(
		/(?:^|npx |[\s"'&|])mg-hook(?: ([a-z][a-z-]*))?(?= |$|["'])([^\n|;&#"'>]*)/gmu,
	)) {
		// `mg-hook: …` and the like are no command lines.
		for (const flag of rest.match(/(?<=\s)--[a-z][a-z-]*/gu) ?? []) {
			expect([`mg-hook ${command}`, [...flagsOf(command)]]).toEqual([
				`mg-hook ${command}`,
				expect.arrayContaining([flag]),
			]);
		}
		if (command !== "") flagsOf(command);
	}
});

test("every flag of check is in a page", () => {
	const all = PAGES.map(readPage).join("\n");
	const missing = [...flagsOf("check")].filter((flag) => !all.includes(flag));
	expect(missing).toEqual([]);
});

test("every block of YAML or JSON can be read", () => {
	for (const { name, language, text } of blocks) {
		if (language === "yaml") {
			for (const document of parseAllDocuments(text)) expect([name, document.errors]).toEqual([name, []]);
		}
		if (language === "json") expect(() => JSON.parse(text)).not.toThrow();
	}
});

test("the configurations shown hold", async () => {
	const repository = temporaryRepository();
	try {
		const shown = blocksOf("docs/configuration.md").filter(({ text }) => text.includes("minConfidence"));
		expect(shown.map(({ language }) => language)).toEqual(["json", "yaml"]);
		for (const { text, language } of shown) {
			const file = repository.write(language === "json" ? "mg-hook.config.json" : ".mg-hookrc.yaml", text);
			await expect(loadConfiguration(file, repository.root)).resolves.toBeDefined();
		}
	} finally {
		repository.remove();
	}
});

test("what the pages link to is there, with its heading", () => {
	const anchor = (heading: string) =>
		heading
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
			.trim()
			.replaceAll(/\s/gu, "-");
	for (const page of PAGES) {
		for (const [, target = "", heading] of readPage(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/gu)) {
			const file = target === "" ? page : relative(PACKAGE_ROOT, resolve(PACKAGE_ROOT, dirname(page), target));
			expect([page, target, existsSync(resolve(PACKAGE_ROOT, file))]).toEqual([page, target, true]);
			if (heading === undefined) continue;
			const headings = [...readPage(file).matchAll(/^#+ (.*)$/gmu)].map((match) => anchor(match[1] ?? ""));
			expect([page, headings]).toEqual([page, expect.arrayContaining([heading])]);
		}
	}
});

test("the README links every page", () => {
	for (const page of PAGES.filter((name) => name.startsWith("docs/")))
		expect(readPage("README.md")).toContain(`](${page})`);
});

describe("every command's help", () => {
	const commands = [...helpOf().matchAll(/^ {2}([a-z]+) /gmu)].map((match) => match[1] ?? "");

	test("is there", () => expect(commands).toEqual(expect.arrayContaining(["check", "install", "completion"])));

	test.each(commands)("mg-hook %s --help ends with examples that hold, and with exit codes", (command) => {
		const stdout = helpOf(command);
		const [, examples = ""] = /\nExamples?:\n((?: {2}.*\n)+)/u.exec(stdout) ?? [];
		expect(examples).toContain(`mg-hook ${command}`);
		for (const line of examples.split("\n").filter((text) => text.includes(`mg-hook ${command}`))) {
			for (const flag of line.match(/(?<=\s)--[a-z][a-z-]*/gu) ?? []) expect([...flagsOf(command)]).toContain(flag);
		}
		expect(stdout).toMatch(/Exit codes: /u);
		for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
	});
});
