import { mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { creator } from "../src/secretlint.js";
import { classicKey, currentKey } from "./support/madeUpKeys.js";
import { PACKAGE_ROOT } from "./support/runMgHook.js";
import { run, temporaryDirectory } from "./support/temporaryRepository.js";

type LintSource = typeof import("secretlint-core-12", { with: { "resolution-mode": "import" }})["lintSource"];
type Config = Parameters<LintSource>[0]["options"]["config"];
type Result = Awaited<ReturnType<LintSource>>;

/** As secretlint loads a rule and runs it on files: the contents and settings come on standard input. */
const LINT = `
	import Module, { createRequire } from "node:module";
	import { pathToFileURL } from "node:url";
	const { core, asked, noEngine } = JSON.parse(await new Response(process.stdin).text());
	if (noEngine) {
		const load = Module._load;
		Module._load = (name, ...rest) => { if (name === "re2") throw new Error("no binary"); return load(name, ...rest); };
	}
	const { lintSource } = await import(pathToFileURL(core));
	const require = createRequire(process.cwd() + "/x.js");
	const { creator: rule } = await import(pathToFileURL(require.resolve("mg-hook/secretlint")));
	const results = [];
	for (const { source, settings, locale } of asked) {
		const config = { rules: [{ id: "mg-hook/secretlint", rule, ...settings }] };
		results.push(await lintSource({ source: { ext: "", ...source }, options: { config, maskSecrets: true, locale } }));
	}
	console.log(JSON.stringify(results));`;

interface Asked {
	source: { filePath?: string; ext?: string; content: string; contentType: "text" | "binary" };
	settings?: { allowMessageIds?: readonly string[]; severity?: string };
	locale?: string;
}

const VERSIONS = ["9", "10", "11", "12"];

let project: string;
beforeAll(() => {
	project = temporaryDirectory();
	mkdirSync(join(project, "node_modules"));
	symlinkSync(PACKAGE_ROOT, join(project, "node_modules/mg-hook"));
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

function lint(version: string, asked: readonly Asked[], noEngine = false) {
	const core = join(PACKAGE_ROOT, `node_modules/secretlint-core-${version}/module/index.js`);
	return run(process.execPath, ["--input-type=module", "--eval", LINT], {
		cwd: project,
		input: JSON.stringify({ core, asked, noEngine }),
		env: noEngine ? { MG_HOOK_ENGINE: "re2" } : {},
	});
}

/** What is reported of each. */
function messagesOf(version: string, asked: readonly Asked[]): Result["messages"][] {
	const { stdout, stderr } = lint(version, asked);
	if (stderr !== "") throw new Error(stderr);
	return (JSON.parse(stdout) as Result[]).map(({ messages }) => messages);
}

const key = classicKey();
const line = (value: string) => `MAILGUN_API_KEY=${value}`;
/** As secretlint reads every file: as UTF-8, whatever it is. */
const decoded = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding).toString();
const bigEndian = (text: string) => Buffer.from(text, "utf16le").swap16().toString();
const wideLine = (text: string) => `A=1\r\n# é€😀 ${text}\r\nB=2\r\n`;

/** What is reported, as the text there; in UTF-16, the key with its NULs. */
const PLACES: readonly (readonly [what: string, content: string, reported: readonly string[]])[] = [
	["no text", "", []],
	["a text without a key", "A=1\n", []],
	["one line", line(key), [key]],
	["a later line", `A=1\n\n${line(key)}\nB=2\n`, [key]],
	["CRLF", `A=1\r\n${line(key)}\r\n`, [key]],
	["lone carriage returns and line separators", `A=1\rB=2\u2028C=3\n${line(key)}\n`, [key]],
	["characters of two code units", `😀é = "😀" ${line(key)}\n`, [key]],
	["what was Latin-1", decoded(`# \xe9\xe9 ${line(key)}\n`, "latin1"), [key]],
	["a stray NUL", `\0 ${line(key)}\n`, [key]],
	["NULs around it, as in a binary", `${"\0".repeat(9)}${line(key)}\0BAR\0`, [key]],
	["keys of two forms", `${line(key)}\n${line(currentKey())}\n`, [key, expect.stringMatching(/^[0-9a-f-]{50}$/u)]],
	["a key of which a placeholder is made", line(`key-${"x".repeat(32)}`), []],
	["an allow comment", `${line(key)} # mg-hook:allow: for a test\n${line(key)}\n`, [key]],
	["an allow comment for the next line", `# mg-hook:allow-next-line\n${line(key)}\n`, []],
	["UTF-16", decoded(`\ufeff${wideLine(line(key))}`, "utf16le"), [expect.stringContaining([...key].join("\0"))]],
	["UTF-16, the other way", bigEndian(wideLine(line(key))), [expect.stringContaining([...key].join("\0"))]],
	["UTF-16 with an allow comment", decoded(wideLine(`${line(key)} # mg-hook:allow`), "utf16le"), []],
	["UTF-16 without a key", decoded(wideLine("A=1"), "utf16le"), []],
];

test("the rule has the type that secretlint asks for", () => {
	const config: Config = { rules: [{ id: "mg-hook/secretlint", rule: creator }] };
	expect(config.rules[0]?.rule.meta.id).toBe("mg-hook/secretlint");
});

describe.each(VERSIONS)("with secretlint %s", (version) => {
	test("keys are reported where they stand, and nothing else", () => {
		const contents = PLACES.flatMap(([what, content, texts]) =>
			(["text", "binary"] as const).map((contentType) => ({ what, content, texts, contentType })),
		);
		const reported = messagesOf(
			version,
			contents.map(({ content, contentType }) => ({
				source: { filePath: join(project, "a.env"), content, contentType },
			})),
		).map((messages, at) => {
			const { what, content = "", contentType } = contents[at] ?? {};
			return { what, contentType, texts: messages.map(({ range: [start, end] }) => content.slice(start, end)) };
		});
		expect(reported).toEqual(contents.map(({ what, contentType, texts }) => ({ what, contentType, texts })));
	});

	test("a message says what to do, links to the page about it and shows nothing of the key", () => {
		const source = { filePath: join(project, "a.env"), content: `\ufeffA=1\r\n${line(key)}\r\n` };
		// A language that there are no words in gets English.
		const [messages = []] = messagesOf(version, [{ source: { ...source, contentType: "text" }, locale: "ja" }]);
		expect(messages).toMatchObject([
			{
				ruleId: "mg-hook/secretlint",
				messageId: "MAILGUN_KEY",
				message: "found a Mailgun key: take it out, and revoke it where others could read it",
				severity: "error",
				loc: { start: { line: 2, column: 16 }, end: { line: 2, column: 16 + key.length } },
			},
		]);
		expect(JSON.stringify(messages)).not.toContain(key.slice(4, 12));
		const [page, anchor, ...more] = (messages[0]?.docsUrl ?? "").split("#");
		expect([page, more]).toEqual(["https://github.com/mg-hook/mg-hook/blob/main/docs/api.md", []]);
		expect(readFileSync(join(PACKAGE_ROOT, "docs/api.md"), "utf8")).toContain(`<a name="${anchor}"></a>`);
	});

	test("the settings of a rule count, and a text may come without a file", () => {
		const text = { content: line(key), contentType: "text" as const };
		const source = { ...text, filePath: "a.env" };
		expect(
			messagesOf(version, [
				{ source, settings: { allowMessageIds: ["MAILGUN_KEY"] } },
				{ source, settings: { severity: "warning" } },
				{ source: { ...text, ext: ".env" } },
			]),
		).toMatchObject([[], [{ severity: "warning" }], [{ messageId: "MAILGUN_KEY" }]]);
	});

	test("without an engine it ends with an error", () => {
		const source = { filePath: "a.env", content: "A=1", contentType: "text" as const };
		const { code, stdout, stderr } = lint(version, [{ source }], true);
		expect([code, stdout]).toEqual([1, ""]);
		expect(stderr).toContain("CannotCheck");
	});
});
