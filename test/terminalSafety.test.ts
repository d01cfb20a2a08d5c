import { FORMATS } from "../src/report/format.js";
import { classicKey } from "./support/madeUpKeys.js";
import { runMgHook } from "./support/runMgHook.js";
import { type TemporaryRepository, temporaryRepository } from "./support/temporaryRepository.js";

/** What a terminal, a CI system or a reader's eye would take for something else than text. */
const ATTACKS: Record<string, string> = {
	"a title": "\u001b]0;pwned\u0007",
	"a link": "\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\",
	"a moved cursor": "\u001b[2J\u001b[1;1H",
	"an eight-bit control sequence": "\u009b31m",
	"a backspace": "good\b\b\b\bevil",
	"a carriage return": "good\revil",
	"a right-to-left override": "\u202etxt.exe",
	isolates: "\u2066\u2067evil\u2069",
	"a line separator": "a\u2028b",
	"an invisible letter": "a\u200bb",
	"a tag character": "a\u{e0041}b",
	"a GitHub command": "::error file=x::pwned",
	"a GitHub command behind an escape": "%0A::error::pwned",
	"an old GitHub command": "##[set-output name=x]pwned",
	"an Azure command": "##vso[task.setvariable variable=x]pwned",
	"a TeamCity message": "##teamcity[buildStatus text='pwned']",
	markup: '</script><script>alert(1)</script><img src=x onerror="alert(1)">',
	"an end of XML data": "]]>&<!--",
	"a Markdown link": "[x](javascript:alert(1)) | `x` |",
};

let repository: TemporaryRepository;
beforeEach(() => {
	repository = temporaryRepository();
});
afterEach(() => repository.remove());

/** Stages files of hostile names, with hostile text before and behind a key, and hostile reasons. */
function stageAll(repository: TemporaryRepository): void {
	let entries = "";
	for (const attack of Object.values(ATTACKS)) {
		const content = `${attack} MAILGUN_API_KEY=${classicKey()} ${attack}\nMG_KEY=${classicKey()} # mg-hook:allow: ${attack}\n`;
		const blob = repository.tryGit(["hash-object", "-w", "--stdin"], { input: content }).stdout.trim();
		for (const name of [attack, `\n${attack}`, `x/${attack}.env`]) {
			entries += `100644 ${blob}\t${name.replaceAll(/\/(?=\/|$)/gu, "/_")}\0`;
		}
	}
	const { code, stderr } = repository.tryGit(["update-index", "-z", "--index-info"], { input: entries });
	if (code !== 0) throw new Error(stderr);
	expect(repository.git("ls-files").split("\n")).toHaveLength(3 * Object.keys(ATTACKS).length);
}

/** Characters that no output may have as they are, whatever the format. */
const UNSAFE =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is for
	/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

describe("in a report", () => {
	let staged: TemporaryRepository;
	beforeAll(() => {
		staged = temporaryRepository();
		stageAll(staged);
	});
	afterAll(() => staged.remove());

	test.each(FORMATS)("%s", (format) => {
		const { stdout, stderr, code } = runMgHook(staged.root, ["check", "--format", format, "--debug"]);
		expect(code).toBe(1);
		expect(stdout).not.toBe("");
		for (const output of [stdout, stderr]) {
			expect(output.replaceAll("\r\n", "\n")).not.toMatch(UNSAFE);
			// A command of a CI system begins a line, or is anywhere in it: none but the format's own.
			const commands = output.match(/^\s*::.*|##\[.*|##vso\[.*|##teamcity\[.*/gmu) ?? [];
			const own = format === "github" ? /^::(?:error|warning|notice) (?:[a-zA-Z]+=[^,:]*,?)+::/u : /^(?!)/u;
			for (const command of commands) expect(command).toMatch(own);
		}
		if (format === "html") {
			expect(stdout).not.toContain("<script>alert");
			expect(stdout).not.toContain("<img src=x");
		}
		if (format === "junit") expect(stdout).not.toContain("]]>&<!--");
	});
});

test.each(Object.entries(ATTACKS))("in an error: %s", (_name, attack) => {
	repository.write("mg-hook.config.json", JSON.stringify({ [attack]: attack, rules: { [attack]: attack } }));
	const first = runMgHook(repository.root, ["check"]);
	expect([first.code, first.stdout]).toEqual([2, ""]);
	expect(first.stderr).not.toMatch(UNSAFE);
	expect(first.stderr).not.toMatch(/^\s*::/mu);
	const blob = repository.tryGit(["hash-object", "-w", "--stdin"], { input: "x" }).stdout.trim();
	repository.write("mg-hook.config.json", "{}");
	const name = attack.replaceAll("/", "_");
	repository.tryGit(["update-index", "-z", "--index-info"], { input: `100644 ${blob} 1\t${name}\0` });
	const second = runMgHook(repository.root, ["check"]);
	expect(second.stderr).toMatch(/has conflicts/);
	expect(second.stderr).not.toMatch(UNSAFE);
});
