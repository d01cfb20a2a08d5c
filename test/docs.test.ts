import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import { loadConfiguration } from "../src/policy/loadConfiguration.js";
import { packPackage } from "./support/packedPackage.js";
import { PACKAGE_ROOT, runMgHook } from "./support/runMgHook.js";
import { run, temporaryRepository } from "./support/temporaryRepository.js";

const PAGES = [
	"README.md",
	"CONTRIBUTING.md",
	...readdirSync(resolve(PACKAGE_ROOT, "docs"))
		.filter((name) => name.endsWith(".md"))
		.map((name) => `docs/${name}`),
];
const read = (page: string): string => readFileSync(resolve(PACKAGE_ROOT, page), "utf8");

/** A fenced block, with what the comments above it, which a reader does not see, say about it. */
interface FencedBlock {
	name: string;
	language: string;
	text: string;
	/** `not run: WHY` */
	notRun: string | undefined;
	/** `before: COMMANDS` */
	before: string;
	/** `ends with: CODE` */
	code: number;
}

function blocksOf(page: string): FencedBlock[] {
	const text = read(page);
	return [...text.matchAll(/((?:^<!-- .* -->\n)*)^```(\w+)\n([\s\S]*?)^```$/gmu)].map((match) => {
		const [, comments = "", language = "", block = ""] = match;
		const said = (what: string) => new RegExp(`^<!-- ${what}: (.*) -->$`, "mu").exec(comments)?.[1];
		const line = text.slice(0, match.index).split("\n").length;
		return {
			name: `${page}:${line}`,
			language,
			text: block,
			notRun: said("not run"),
			before: said("before") ?? "",
			code: Number(said("ends with") ?? 0),
		};
	});
}

const blocks = PAGES.flatMap(blocksOf);
const commandBlocks = blocks.filter(({ language }) => language === "sh");

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
		// What is installed is what was packed: no registry is asked. npx looks upwards, as it does.
		const stubs = {
			npm: '#!/bin/sh\ncase $* in "install --save-dev mg-hook") exit 0 ;; esac\necho "npm $*: not to be had here" >&2\nexit 9\n',
			npx: '#!/bin/sh\ncommand=$1; shift\nat=$PWD\nwhile [ ! -e "$at/node_modules/.bin/$command" ] && [ "$at" != / ]; do at=$(dirname "$at"); done\n[ "$at" != / ] || at=$MAIN\nexec "$at/node_modules/.bin/$command" "$@"\n',
		};
		for (const [name, script] of Object.entries(stubs)) {
			writeFileSync(join(bin, name), script);
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
	const text = read(page);
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
	const all = PAGES.map(read).join("\n");
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
		for (const [, target = "", heading] of read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/gu)) {
			const file = target === "" ? page : relative(PACKAGE_ROOT, resolve(PACKAGE_ROOT, dirname(page), target));
			expect([page, target, existsSync(resolve(PACKAGE_ROOT, file))]).toEqual([page, target, true]);
			if (heading === undefined) continue;
			const headings = [...read(file).matchAll(/^#+ (.*)$/gmu)].map((match) => anchor(match[1] ?? ""));
			expect([page, headings]).toEqual([page, expect.arrayContaining([heading])]);
		}
	}
});

test("the README links every page", () => {
	for (const page of PAGES.filter((name) => name.startsWith("docs/")))
		expect(read("README.md")).toContain(`](${page})`);
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
