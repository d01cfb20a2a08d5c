import { createHash } from "node:crypto";
import { type DefaultTreeAdapterMap, parse } from "parse5";
import type { CheckResult } from "../../../src/finding/result";
import { visible } from "../../../src/output/visible";
import { htmlReport } from "../../../src/report/formats/html";
import { classicKey } from "../../support/madeUpKeys";
import {
	findingFor,
	HOSTILE_TEXTS,
	historyResult,
	hostileResult,
	RENDER_OPTIONS,
	resultOf,
} from "../../support/sampleResult";

// The page in a browser (both colour schemes, keyboard, policy): npm run try:html.

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

interface Page {
	errors: string[];
	elements: Element[];
	textOf(node: Node): string;
	all(tag: string): Element[];
}

/** Reads the page as browsers do, and notes where it is not well made. */
function pageOf(result: CheckResult): Page {
	const errors: string[] = [];
	const document = parse(htmlReport(result, RENDER_OPTIONS), { onParseError: ({ code }) => errors.push(code) });
	const elements: Element[] = [];
	const walk = (node: Node): void => {
		if ("tagName" in node) elements.push(node);
		if ("childNodes" in node) node.childNodes.forEach(walk);
	};
	walk(document);
	const textOf = (node: Node): string =>
		"value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
	return { errors, elements, textOf, all: (tag) => elements.filter(({ tagName }) => tagName === tag) };
}

const attribute = (element: Element | undefined, name: string) =>
	element?.attrs.find((candidate) => candidate.name === name)?.value;

test.each([
	["a history", historyResult()],
	["staged changes", resultOf([findingFor(classicKey())])],
	["nothing", resultOf([])],
	["hostile texts", hostileResult(classicKey())],
])("%s makes a page without a parse error", (_name, result) => {
	expect(pageOf(result).errors).toEqual([]);
});

test("a key is one row with all its places, its bar and its days", () => {
	const result = historyResult();
	const { all, textOf } = pageOf(result);
	const keys = new Set(result.findings.map(({ fingerprint }) => fingerprint));
	const rows = all("tbody");
	expect(rows).toHaveLength(keys.size);
	expect(all("svg").filter((svg) => attribute(svg, "class") === "bar")).toHaveLength(keys.size);
	const first = rows[0];
	expect(first === undefined ? "" : textOf(first)).toContain("deploy/docker-compose.yml:41:17");
	expect(attribute(first, "data-state")).toBe("head");
	// From 2022-11-03 to the day of the check, the key being in HEAD.
	expect(attribute(first, "data-days")).toBe("1276");
});

test("bars stand inside their row and in the order of their dates", () => {
	const { all } = pageOf(historyResult());
	const starts: [first: number, x: number][] = [];
	for (const row of all("tbody")) {
		const rect = JSON.stringify(row, (name, value: unknown) => (name === "parentNode" ? undefined : value));
		const [, x = "", width = ""] =
			/"name":"x","value":"([\d.]+)%".*?"name":"width","value":"([\d.]+)%"/u.exec(rect) ?? [];
		expect(Number(x)).toBeGreaterThanOrEqual(0);
		expect(Number(x) + Number(width)).toBeLessThanOrEqual(100.02);
		// Up to the day of the check where it is in HEAD, to when it was last seen where it is not.
		expect(Math.abs(Number(x) + Number(width) - 100) < 0.02).toBe(attribute(row, "data-state") === "head");
		starts.push([Number(attribute(row, "data-first")), Number(x)]);
	}
	const byDate = [...starts].sort(([a], [b]) => a - b).map(([, x]) => x);
	expect(byDate).toEqual([...byDate].sort((a, b) => a - b));
	expect(new Set(byDate).size).toBe(byDate.length);
});

test("dates that are none leave the bar out and the key in", () => {
	const { all, errors } = pageOf(
		resultOf([findingFor(classicKey(), { date: "yesterday" }), findingFor(classicKey(), { date: "2024-05-01" })]),
	);
	expect(all("tbody")).toHaveLength(2);
	expect(errors).toEqual([]);
});

test("nothing is loaded, and the policy lets only the page's own style and script run", () => {
	for (const result of [historyResult(), hostileResult(classicKey())]) {
		const { all, elements, textOf } = pageOf(result);
		for (const { attrs } of elements) {
			for (const { name, value } of attrs) {
				expect(["src", "srcset", "style", "data", "action", "background", "poster"]).not.toContain(name);
				expect(name).not.toMatch(/^on/u);
				if (name === "href") expect(value).toMatch(/^https:\/\/app\.mailgun\.com\//u);
			}
		}
		expect(elements.map(({ tagName }) => tagName)).toEqual(
			expect.not.arrayContaining(["link", "img", "iframe", "base"]),
		);
		const policy = attribute(
			all("meta").find((meta) => attribute(meta, "http-equiv") === "Content-Security-Policy"),
			"content",
		);
		expect(policy).toContain("default-src 'none'");
		expect(policy).not.toContain("unsafe");
		for (const [tag, directive] of [
			["style", "style-src"],
			["script", "script-src"],
		] as const) {
			const [source, ...others] = all(tag);
			expect(others).toEqual([]);
			const hash = createHash("sha256")
				.update(source === undefined ? "" : textOf(source))
				.digest("base64");
			expect(policy).toContain(`${directive} 'sha256-${hash}'`);
		}
	}
});

test("hostile texts stand in the page as text", () => {
	const { all, textOf } = pageOf(hostileResult(classicKey()));
	const [row] = all("tbody");
	const text = row === undefined ? "" : textOf(row);
	for (const [index, hostile] of HOSTILE_TEXTS.entries()) expect(text).toContain(`${visible(hostile)}:${index + 1}:17`);
	expect(all("owned")).toEqual([]);
});

test("the eight steps are there, in order", () => {
	const { all, textOf } = pageOf(historyResult());
	const [list] = all("ol");
	const titles = (list?.childNodes ?? []).map((item) => textOf(item).split(":")[0]);
	expect(titles).toEqual(["Revoke", "Audit", "Assess", "Rotate", "Update", "Harden", "Manage", "Detect"]);
});

test("the first sentence says how bad it is", () => {
	const verdictOf = (result: CheckResult) => {
		const { all, textOf } = pageOf(result);
		const verdict = all("p").find((paragraph) => attribute(paragraph, "class")?.startsWith("verdict") === true);
		return verdict === undefined ? "" : textOf(verdict);
	};
	const gone = findingFor(classicKey(), { inHead: false, date: "2024-05-01" });
	expect(verdictOf(historyResult())).toMatch(/^3 keys are still in HEAD, of 5 open keys\./u);
	expect(verdictOf(resultOf([gone]))).toMatch(/^No open key is left in HEAD, but 1 key can be read in the history\./u);
	expect(verdictOf(resultOf([findingFor(classicKey(), { status: "allowed" })]))).toMatch(/^Nothing new\./u);
	expect(verdictOf(resultOf([]))).toBe("No Mailgun key was found.");
	// What was not read must not look clean.
	expect(verdictOf(resultOf([], { errors: [{ path: "a", message: "too large" }] }))).toContain("1 thing could not be");
});
