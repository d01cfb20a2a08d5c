import type { Finding } from "../../src/finding/finding";
import type { CheckResult } from "../../src/finding/result";
import { withoutKeys } from "../../src/finding/withoutKeys";
import { FORMATS, type Format, render } from "../../src/report/format";
import { jobSummary } from "../../src/report/formats/jobSummary";
import { basicAuth, classicKey, currentKey, hex, publicKey } from "../support/madeUpKeys";
import { findingFor, HOSTILE_TEXTS, hostileResult, RENDER_OPTIONS, resultOf } from "../support/sampleResult";

const OUTPUTS: [name: string, write: (result: CheckResult) => Promise<string>][] = [
	...FORMATS.map((format: Format): [string, (result: CheckResult) => Promise<string>] => [
		format,
		(result) => render(format, result, RENDER_OPTIONS),
	]),
	["job summary", async (result) => jobSummary(withoutKeys(result))],
];

/** With the hostile texts on the line itself as well. */
function withHostileLines(result: CheckResult): CheckResult {
	const excerptOf = ({ path }: Finding) => ({ text: `${path} key-0…0`, start: path.length + 1, end: path.length + 8 });
	return { ...result, findings: result.findings.map((finding) => ({ ...finding, excerpt: excerptOf(finding) })) };
}

describe.each(OUTPUTS)("%s", (name, write) => {
	test("moves no cursor, sets no title, turns no text round and hides none", async () => {
		const text = await write(withHostileLines(hostileResult(classicKey())));
		expect(text).not.toMatch(
			// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
			/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\u{e0000}-\u{e007f}]/u,
		);
	});

	test("gives no command to a CI system that reads it in a log", async () => {
		const text = await write(withHostileLines(hostileResult(classicKey())));
		expect(text).not.toMatch(/##\w*\[/u);
		const commands = text.split("\n").filter((line) => line.trimStart().startsWith("::"));
		expect(commands.filter((line) => name !== "github" || !/^::(?:error|warning) /u.test(line))).toEqual([]);
	});

	test("a name with a line feed in it begins no line", async () => {
		const text = await write(resultOf([findingFor(classicKey(), { path: "a\nINJECTED", reason: "b\r\nINJECTED" })]));
		expect(text).toContain("INJECTED");
		expect(text).not.toMatch(/^\s*INJECTED/mu);
	});

	test.each([
		["classic", () => classicKey()],
		["current", () => currentKey()],
		["public", () => publicKey()],
		["Basic authentication", () => basicAuth(classicKey())],
		["webhook signing", () => hex(32)],
	])("holds no %s key and no half of one, wherever the key stands", async (_kind, make) => {
		const key = make();
		const text = `before ${key} after`;
		const result = resultOf(
			[
				findingFor(key, { path: `keys/${key}.txt`, reason: text, variable: text, author: text, commit: hex(40) }),
				findingFor(key, { status: "allowed", reason: text }),
				findingFor(key, { status: "below-threshold", confidence: "medium", reason: `${key}; reported` }),
			],
			{ errors: [{ path: `${key}/x`, message: text }] },
		);
		const report = await write(result);
		expect(report).toContain(result.findings[0]?.redacted.slice(0, 8));
		const parts = [key, key.slice(0, key.length / 2), key.slice(key.length / 2)];
		for (const part of [...parts, ...parts.map((half) => Buffer.from(half).toString("base64").slice(0, -4))]) {
			expect(report.includes(part)).toBe(false);
			expect(report.includes(encodeURIComponent(part))).toBe(false);
		}
	});
});

test.each([
	["classic", classicKey()],
	["current", currentKey()],
	["public", publicKey()],
	["Basic authentication", basicAuth(currentKey())],
])("a %s key in a path is redacted though no finding is of it", async (_kind, key) => {
	const report = await render("json", resultOf([findingFor(hex(32), { path: `old/${key}` })]), RENDER_OPTIONS);
	expect(report).not.toContain(key.slice(0, key.length / 2));
	expect(report).not.toContain(key.slice(key.length / 2));
});

test("JSON says exactly what is there all the same", async () => {
	const result = hostileResult(classicKey());
	const report = JSON.parse(await render("json", result, RENDER_OPTIONS)) as CheckResult;
	expect(report.findings.filter(({ status }) => status === "blocking").map(({ path }) => path)).toEqual(HOSTILE_TEXTS);
	expect(report.errors).toEqual(result.errors);
});

test("JSON counts what could not be checked and keeps it", async () => {
	const errors = [{ path: "big.bin", message: "too large" }];
	const report: unknown = JSON.parse(await render("json", resultOf([], { errors }), RENDER_OPTIONS));
	expect(report).toMatchObject({ schemaVersion: 1, errors, summary: { errors: 1, findings: 0 } });
});

test("paths that only look like hashes are left as they are", async () => {
	const path = `cache/${hex(32)}/${hex(40)}.json`;
	expect(await render("json", resultOf([findingFor(classicKey(), { path })]), RENDER_OPTIONS)).toContain(path);
});
