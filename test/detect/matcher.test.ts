import { Matcher } from "../../src/detect/matcher.js";
import type { Candidate, Rule } from "../../src/detect/rule.js";
import { catalogue } from "../../src/detect/rules/catalogue.js";
import type { Block } from "../../src/detect/text/block.js";
import type { DetectedFinding } from "../../src/finding/finding.js";
import { BlockBuilder } from "../../src/source/blockBuilder.js";
import { readText } from "../../src/source/wholeFile.js";
import { basicAuth, classicKey, currentKey } from "../support/madeUpKeys.js";

const matcher = new Matcher(catalogue);

/** Findings in a text with a line below it. */
function findingsIn(text: string | Buffer, by: Matcher = matcher): DetectedFinding[] {
	const findings: DetectedFinding[] = [];
	const builder = new BlockBuilder((block) => by.scan(block, ({ finding }) => findings.push(finding)));
	readText(builder, "a.txt", Buffer.concat([Buffer.from(text), Buffer.from("\n.\n")]));
	return findings;
}

/** One block of one text, of which some is accepted. */
function blockOf(text: string, acceptFrom: number, acceptTo: number): Block {
	const lineStarts = [0, ...[...text.matchAll(/\n/gu)].map(({ index }) => index + 1)];
	return {
		path: "a.txt",
		bytes: Buffer.from(text),
		firstLine: 1,
		firstColumn: 0,
		acceptFrom,
		acceptTo,
		lineStarts,
		lineCount: lineStarts.length,
		lineAdded: lineStarts.map(() => 1),
	};
}

function acceptedIn(text: string, acceptFrom: number, acceptTo: number): DetectedFinding[] {
	const findings: DetectedFinding[] = [];
	matcher.scan(blockOf(text, acceptFrom, acceptTo), ({ finding }) => findings.push(finding));
	return findings;
}

/** A rule that takes all that has its pattern. */
const plainRule = (id: string, pattern: string, trigger = pattern): Rule => ({
	id,
	severity: "low",
	name: id,
	risk: "None.",
	blocks: true,
	helpUri: "",
	configured: true,
	trigger,
	pattern,
	judge: ({ text }) => ({ kind: "finding", confidence: "high", reason: "", secret: text }),
	examples: { match: [], ignore: [] },
});

/** A rule that tells what it is shown: `<digit>` is its shape. */
function witness() {
	const seen: { line: number; start: number; before: number; after: number }[] = [];
	let shown = { line: 0, start: 0 };
	const rule: Rule = {
		id: "witness",
		severity: "high",
		name: "Witness",
		risk: "None.",
		blocks: true,
		helpUri: "",
		trigger: "<[0-9]>",
		pattern: "<[0-9]>",
		extend: (line, start, end) => {
			shown = { line: line.length, start };
			return { start, end };
		},
		judge: ({ text, before, after }: Candidate) => {
			seen.push({ ...shown, before: before.length, after: after.length });
			return { kind: "finding", confidence: "high", reason: "seen", secret: text };
		},
		examples: { match: [], ignore: [] },
	};
	return { seen, matcher: new Matcher([rule]) };
}

const MARK = "<1>";

function shownTo(before: number, after: number) {
	const { seen, matcher: by } = witness();
	const findings = findingsIn(`${"a".repeat(before)}${MARK}${"b".repeat(after)}`, by);
	expect(findings.map(({ column, endColumn }) => [column, endColumn])).toEqual([[before + 1, before + 4]]);
	return seen;
}

describe("what a rule is shown of a line", () => {
	test.each([
		[0, 0],
		[255, 255],
		[256, 256],
		[257, 256],
		[300, 256],
	])("of %i characters on a side %i, as its candidate", (there, shown) => {
		expect(shownTo(there, there)).toMatchObject([{ before: shown, after: shown }]);
	});

	test("a line of 4096 bytes whole", () => {
		expect(shownTo(4093, 0)).toMatchObject([{ line: 4096, start: 4093 }]);
		expect(shownTo(0, 4093)).toMatchObject([{ line: 4096, start: 0 }]);
	});

	test("of a longer one 512 bytes before it", () => {
		expect(shownTo(4094, 0)).toMatchObject([{ line: 512 + 3, start: 512 }]);
		expect(shownTo(513, 3581)).toMatchObject([{ line: 4096, start: 512 }]);
		expect(shownTo(512, 3582)).toMatchObject([{ line: 4097, start: 512 }]);
		expect(shownTo(511, 3583)).toMatchObject([{ line: 4097, start: 511 }]);
	});

	test("and 4096 and 1024 from where it begins", () => {
		expect(shownTo(0, 5117)).toMatchObject([{ line: 5120 }]);
		expect(shownTo(0, 5118)).toMatchObject([{ line: 5120 }]);
		expect(shownTo(600, 9000)).toMatchObject([{ line: 512 + 5120 }]);
	});

	test.each([
		// Seen twice, taken in the first window.
		[4095, [0, 4095, 511]],
		// Seen in the first window, taken in the second.
		[4096, [0, 4096, 512]],
		[5116, [0, 5116, 512]],
		[5117, [0, 5117, 512]],
		[5118, [0, 512]],
	])("two on a line, %i bytes from one to the next: each is reported once", (distance, starts) => {
		const { seen, matcher: by } = witness();
		const found = findingsIn(`${MARK}${"a".repeat(distance - 3)}${MARK}${"b".repeat(9000)}`, by);
		expect(found.map(({ column }) => column)).toEqual([1, distance + 1]);
		expect(seen.map(({ start }) => start)).toEqual(starts);
	});

	test.each([
		[256, [1, 4097]],
		[257, [1]],
	])("a sign that begins %i bytes before the next window counts there: %j", (before, columns) => {
		// The first window is of the 4096 bytes from its mark on.
		const by = new Matcher([plainRule("one", "<1>|K", "<1>|<a{200,300}K")]);
		const text = `<1>${"b".repeat(4096 - before - 3)}<${"a".repeat(before - 1)}K${"b".repeat(2000)}`;
		expect(findingsIn(text, by).map(({ column }) => column)).toEqual(columns);
	});

	test("where the window reaches the end of the line there is no other", () => {
		const { seen, matcher: by } = witness();
		const text = `${MARK}${"a".repeat(5114)}${MARK}`;
		expect(findingsIn(`${text}\n${MARK}`, by).map(({ line, column }) => [line, column])).toEqual([
			[1, 1],
			[1, 5118],
			[2, 1],
		]);
		expect(seen.map(({ start }) => start)).toEqual([0, 5117, 0]);
	});
});

describe("a key on a line of a minified file", () => {
	const key = classicKey();
	const current = currentKey();
	const base64 = (text: string) => Buffer.from(text).toString("base64");
	const SAMPLES: Readonly<Record<string, string>> = {
		alone: `"${key}"`,
		"Mailgun as far before it as counts": `mailgun${";".repeat(392)}"${current}"`,
		"Mailgun as far behind it as counts": `"${current}"${";".repeat(390)}mailgun`,
		"as Basic authentication": `"${basicAuth(current)}"`,
		"two side by side": `"${key}","${classicKey()}"`,
		"in base64 as far on either side as it is decoded": `MG_KEY="${base64(
			`${"a mail server ".repeat(21)}x=1\n${key}\n${"another mail ".repeat(22)}`,
		)}"`,
	};
	/** What does not depend on where it stands. */
	const shape = (finding: DetectedFinding) => ({
		ruleId: finding.ruleId,
		confidence: finding.confidence,
		context: finding.context,
		variable: finding.variable,
		fingerprint: finding.fingerprint,
		redacted: finding.redacted,
		length: finding.endColumn - finding.column,
	});

	test.each(Object.entries(SAMPLES))(
		"%s: found once and alike at every place around a window's end",
		(_name, sample) => {
			const alone = findingsIn(`${";".repeat(600)}${sample}${";".repeat(600)}`);
			expect(alone.length).toBeGreaterThan(0);
			// The first window begins with this one.
			const first = classicKey();
			for (let at = 4096 - 1100; at < 4096 + 1100; at += at > 4000 && at < 4200 ? 1 : 13) {
				const line = `${first}${";".repeat(at - first.length)}${sample}${";".repeat(1500)}`;
				const [leading, ...found] = findingsIn(line);
				expect(leading?.column).toBe(1);
				expect(found.map((finding) => [finding.column - at, shape(finding)])).toEqual(
					alone.map((finding) => [finding.column - 600, shape(finding)]),
				);
			}
		},
	);

	test("many on one line, each once and in order", () => {
		const keys = Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? classicKey() : `mg_key=${currentKey()}`));
		const found = findingsIn(keys.join(","));
		let column = 1;
		const columns = keys.map((text) => {
			const start = column + (text.startsWith("mg_key=") ? "mg_key=".length : 0);
			column += text.length + 1;
			return start;
		});
		expect(found.map((finding) => finding.column)).toEqual(columns);
	});

	test("columns count UTF-16 units from the start of the line, in every window", () => {
		const line = `"${key}"${"é😀;".repeat(1500)}"${current}",mailgun,${"é".repeat(2000)}"${key}"`;
		expect(findingsIn(`x\n${line}\n`).map((finding) => [finding.line, finding.column])).toEqual([
			[2, 2],
			[2, line.indexOf(current) + 1],
			[2, line.lastIndexOf(key) + 1],
		]);
	});
});

describe("an excerpt", () => {
	const key = classicKey();
	const shown = `${key.slice(0, 8)}…${key.slice(-5)}`;
	const excerptOf = (text: string, by = 0) => findingsIn(text)[by]?.excerpt;

	test.each([
		[60, 40, "", ""],
		[61, 40, "…", ""],
		[60, 41, "", "…"],
		[500, 500, "…", "…"],
	])("of %i characters before and %i behind", (before, after, cutBefore, cutAfter) => {
		const text = `${"(".repeat(before)}${key}${")".repeat(after)}`;
		const head = cutBefore + "(".repeat(Math.min(60, before));
		expect(excerptOf(text)).toEqual({
			text: `${head}${shown}${")".repeat(Math.min(40, after))}${cutAfter}`,
			start: head.length,
			end: head.length + shown.length,
		});
	});

	test("has no blanks at its ends, nor a carriage return, unless they are cut off the middle of a line", () => {
		expect(excerptOf(`\t  ${key} \t\r\n`)).toMatchObject({ text: shown, start: 0, end: shown.length });
		expect(excerptOf(`(${" ".repeat(60)}${key}${" ".repeat(41)})`)?.text).toBe(
			`…${" ".repeat(60)}${shown}${" ".repeat(40)}…`,
		);
		expect(excerptOf(`${key}\rx\r\n`)?.text).toBe(`${shown}\rx`);
	});

	test("shows its own key between others, all redacted before anything is cut", () => {
		const other = classicKey();
		const text = `"${other}","${key}","${other}"`;
		const brief = `${other.slice(0, 8)}…${other.slice(-5)}`;
		const whole = `"${brief}","${shown}","${brief}"`;
		for (const [index, start] of [1, brief.length + 4, brief.length + shown.length + 7].entries()) {
			expect(excerptOf(text, index)).toEqual({ text: whole, start, end: start + shown.length });
		}
	});

	test("of a line that is not UTF-8 is read as Latin-1", () => {
		const [finding] = findingsIn(Buffer.from(`é ${key}`, "latin1"));
		expect([finding?.column, finding?.excerpt?.text]).toEqual([3, `é ${shown}`]);
	});
});

describe("what a block accepts", () => {
	const key = classicKey();
	const text = `${";".repeat(100)}${key}${";".repeat(100)}`;

	test.each([
		[100, 101, 1],
		[101, 300, 0],
		[0, 100, 0],
		[0, 101, 1],
		[0, 0, 0],
	])("from %i to %i: %i", (from, to, count) => {
		expect(acceptedIn(text, from, to)).toHaveLength(count);
	});

	test("a value that begins in it and shows what it is further on", () => {
		const value = Buffer.from(`${"z".repeat(240)}\n${key}\n`).toString("base64");
		const line = `mailgun: ${value}`;
		expect(acceptedIn(line, 0, 10).map(({ column }) => column)).toEqual([10]);
		expect(acceptedIn(line, 0, 9)).toEqual([]);
		expect(acceptedIn(line, 9, 200).map(({ column }) => column)).toEqual([10]);
		expect(acceptedIn(line, 10, 1000)).toEqual([]);
	});

	test.each([
		[1023, 1],
		[1024, 0],
	])("where its sign stands %i bytes behind what is accepted: %i", (behind, count) => {
		const findings: DetectedFinding[] = [];
		const rule: Rule = {
			...plainRule("one", "<1>"),
			extend: (_line, _start, end) => ({ start: 0, end }),
		};
		const block = blockOf(`${"a".repeat(10 + behind)}<1>`, 0, 10);
		new Matcher([rule]).scan(block, ({ finding }) => findings.push(finding));
		expect(findings).toHaveLength(count);
	});

	test("on several lines", () => {
		const lines = `${key}\nx\n${key}\n${key}`;
		expect(acceptedIn(lines, 0, 1000).map(({ line }) => line)).toEqual([1, 3, 4]);
		expect(acceptedIn(lines, 1, 1000).map(({ line }) => line)).toEqual([3, 4]);
		expect(acceptedIn(lines, 39, 76).map(({ line }) => line)).toEqual([3]);
		expect(acceptedIn(lines, 0, 39).map(({ line }) => line)).toEqual([1]);
	});
});

describe("candidates over one another", () => {
	const found = (text: string, ...rules: Rule[]) =>
		findingsIn(text, new Matcher(rules)).map(({ ruleId, column, endColumn }) => `${ruleId} ${column}-${endColumn}`);

	test("the first rule has the text, and what only touches it is another", () => {
		const one = plainRule("one", "abc");
		expect(found("xabcx", one, plainRule("two", "bcx"))).toEqual(["one 2-5"]);
		expect(found("xabcx", one, plainRule("two", "xa"))).toEqual(["one 2-5"]);
		expect(found("xabcx", one, plainRule("two", "b"))).toEqual(["one 2-5"]);
		expect(found("xabcx", one, plainRule("two", "xabcx"))).toEqual(["one 2-5"]);
		expect(found("xabcx", one, plainRule("two", "x"))).toEqual(["two 1-2", "one 2-5", "two 5-6"]);
		expect(found("xabcxabc", one)).toEqual(["one 2-5", "one 6-9"]);
	});

	test("an empty match is none, and ends nothing", () => {
		expect(found("cba", plainRule("one", "a?", "c"))).toEqual(["one 3-4"]);
		expect(found("caab", plainRule("one", "a?", "c"))).toEqual(["one 2-3", "one 3-4"]);
		const emptyInPlaces = String.raw`\b[0-9é]{0,3}`;
		expect(found("ab 密 é1", plainRule("one", emptyInPlaces, emptyInPlaces))).toEqual(["one 7-8"]);
	});

	test("a group in a trigger is no trouble", () => {
		expect(found("xabcx", plainRule("one", "a(b|x)c"), plainRule("two", "(x)(?:y)?"))).toEqual([
			"two 1-2",
			"one 2-5",
			"two 5-6",
		]);
	});
});
