import MarkdownIt from "markdown-it";
import { visible } from "../../../src/output/visible";
import { githubReport } from "../../../src/report/formats/github";
import { jobSummary } from "../../../src/report/formats/jobSummary";
import { classicKey, hex } from "../../support/madeUpKeys";
import { findingFor, HOSTILE_TEXTS, hostileResult, resultOf } from "../../support/sampleResult";

interface Command {
	name: string;
	properties: Record<string, string>;
	message: string;
}

/**
 * Reads a log as GitHub's runner does (actions/runner, `ActionCommand.TryParseV2` and `TryParse`):
 * a command is a line that begins with `::` behind any white space, or holds `##[` anywhere.
 */
function commandsIn(log: string): Command[] {
	const commands: Command[] = [];
	for (const line of log.split(/\r\n|\r|\n/u)) {
		const match = /^\s*::([^\s:]+)(?:\s+(.*?))?::(.*)$/su.exec(line);
		if (match === null) {
			if (line.includes("##[")) commands.push({ name: line, properties: {}, message: "" });
			continue;
		}
		const [, name = "", list = "", message = ""] = match;
		const properties = Object.fromEntries(
			list
				.split(",")
				.filter((pair) => pair.includes("="))
				.map((pair) => {
					const at = pair.indexOf("=");
					return [pair.slice(0, at), decoded(pair.slice(at + 1), true)];
				}),
		);
		commands.push({ name, properties, message: decoded(message, false) });
	}
	return commands;
}

function decoded(text: string, isProperty: boolean): string {
	const plain = text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
	return (isProperty ? plain.replaceAll("%3A", ":").replaceAll("%2C", ",") : plain).replaceAll("%25", "%");
}

test("a finding that blocks is an error at the key, its last column included", () => {
	const key = classicKey();
	const [command, ...others] = commandsIn(githubReport(resultOf([findingFor(key)])));
	expect(others).toEqual([]);
	expect(command?.name).toBe("error");
	expect(command?.properties).toEqual({
		file: "config/.env",
		line: "3",
		endLine: "3",
		col: "17",
		endColumn: String(16 + key.length),
		title: "mg-hook: mailgun-private-key",
	});
	expect(command?.message).toContain("high confidence: Mailgun on the same line");
});

test("what is reported without blocking is a warning; what is allowed, accepted or no key is none", () => {
	const commands = commandsIn(
		githubReport(
			resultOf([
				findingFor(classicKey(), { status: "below-threshold", confidence: "medium" }),
				findingFor(classicKey(), { status: "below-threshold", confidence: "low" }),
				findingFor(classicKey(), { status: "allowed" }),
				findingFor(classicKey(), { status: "baselined" }),
			]),
		),
	);
	expect(commands.map(({ name }) => name)).toEqual(["warning"]);
});

test("a clean check gives no command", () => {
	expect(commandsIn(githubReport(resultOf([])))).toEqual([]);
});

test("hostile texts make no command, and come back as they are shown elsewhere", () => {
	const result = hostileResult(classicKey());
	const commands = commandsIn(githubReport(result));
	const expected = [
		...result.findings.filter(({ status }) => status === "blocking").map(({ path }) => path),
		...result.errors.map(({ path }) => path),
	].map(visible);
	expect(commands.map(({ name }) => name)).toEqual(expected.map(() => "error"));
	expect(commands.map(({ properties }) => properties["file"])).toEqual(expected);
	for (const { properties } of commands) {
		expect(["mg-hook: mailgun-private-key", "mg-hook: not checked"]).toContain(properties["title"]);
	}
});

test("the reader sees what plain concatenation would do", () => {
	expect(commandsIn("found in a\n::error::owned").map(({ message }) => message)).toEqual(["owned"]);
	expect(commandsIn("  ::error file=x::owned")[0]?.properties).toEqual({ file: "x" });
});

describe("job summary", () => {
	// With what GitHub has on: HTML, and links made of bare addresses.
	const markdown = new MarkdownIt({ html: true, linkify: true });
	const cellsOf = (html: string) =>
		[...html.matchAll(/<td>(.*?)<\/td>/gsu)].map(([, cell = ""]) =>
			cell
				.replace(/<\/?(?:code|strong)>/gu, "")
				.replaceAll("&quot;", '"')
				.replaceAll("&lt;", "<")
				.replaceAll("&gt;", ">")
				.replaceAll("&#39;", "'")
				.replaceAll("&amp;", "&"),
		);

	test("is a table of the findings and the eight steps", () => {
		const html = markdown.render(
			jobSummary(resultOf([findingFor(classicKey(), { commit: hex(40), inHead: true })], { scope: "history" })),
		);
		expect(cellsOf(html).slice(2)).toEqual([
			"mailgun-private-key",
			"high",
			"yes",
			expect.stringMatching(/^[0-9a-f]{12}$/u),
			"yes",
		]);
		expect(html.match(/<li>/gu)).toHaveLength(8);
	});

	test("shows hostile texts as they are shown elsewhere, and makes nothing of them", () => {
		const html = markdown.render(jobSummary(hostileResult(classicKey())));
		const places = cellsOf(html).filter((_, index) => index % 7 === 0);
		expect(places).toEqual(HOSTILE_TEXTS.map((text, index) => `${visible(text).trim()}:${index + 1}`));
		expect(html).not.toMatch(/<(?:script|owned|img|b|title|style)\b|<!--/u);
		expect([...html.matchAll(/href="([^"]*)"/gu)].filter(([, url = ""]) => url.includes("owned"))).toEqual([]);
	});

	test("says in its head how it went", () => {
		expect(jobSummary(resultOf([]))).toMatch(/^## ✅/u);
		expect(jobSummary(resultOf([findingFor(classicKey())]))).toMatch(/^## ❌ mg-hook: 1 Mailgun key\n/u);
		expect(jobSummary(resultOf([], { errors: [{ path: "a", message: "too large" }] }))).toMatch(/^## ⚠️/u);
	});

	test("stays below GitHub's limit of 1 MiB, and says what it leaves out", () => {
		const key = classicKey();
		const many = Array.from({ length: 5000 }, (_, line) => findingFor(key, { line: line + 1, path: "p/".repeat(500) }));
		const summary = jobSummary(resultOf(many));
		expect(Buffer.byteLength(summary)).toBeLessThan(1 << 20);
		expect(summary).toContain("… and 4800 more.");
	});
});
