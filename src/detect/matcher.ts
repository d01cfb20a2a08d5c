import type { DetectedFinding, Excerpt } from "../finding/finding.js";
import { fingerprint } from "../key/fingerprint.js";
import { redact, redactKeys } from "../key/redact.js";
import { keyContextOf } from "./context/keyContext.js";
import { Surroundings } from "./context/surroundings.js";
import { compile, lazyPattern, type Pattern } from "./re2.js";
import type { Judgement, Rule } from "./rule.js";
import { type Block, lineIndexAt } from "./text/block.js";
import { encodingOf, utf16Length } from "./text/lineText.js";
import { narrow } from "./text/utf16.js";

/** What detection found, with what policy needs to decide on it. */
export interface Detection {
	finding: DetectedFinding;
	rule: Rule;
	/** Why it is believed as much as it is, or which test rejected it. */
	reason: string;
	/** The shape is there, but a test says that it is no key. */
	rejected: boolean;
	/** The key itself. Not for any output. */
	secret: string;
	/** The line that it stands on, and the one above: views on the block, valid until the next one. */
	line: Buffer;
	lineAbove: Buffer | undefined;
}

/** A line longer than this is judged in windows of this length (bytes). */
const WINDOW = 4096;
/** How far a window looks back from its first trigger: as far as anything on a line counts. */
const WINDOW_HEAD = 512;
/** How far a window looks past where its candidates may start: more than the longest key shape. */
const WINDOW_TAIL = 1024;
const EDGE = 256;
/** How far before its key a trigger can start: a name, a header. */
const LOOK_BACK = 256;
const EXCERPT_BEFORE = 60;
const EXCERPT_AFTER = 40;

interface Match {
	rule: Rule;
	judgement: Exclude<Judgement, { kind: "none" }>;
	start: number;
	end: number;
	text: string;
	surroundings: Surroundings;
	before: string;
	after: string;
}

/**
 * Finds keys in blocks of text. Pure: bytes in, detections out.
 *
 * One pass of all rules' triggers tells which lines are worth a look; only those are judged.
 */
export class Matcher {
	private readonly trigger: Pattern;
	private readonly patterns: readonly { rule: Rule; pattern: () => Pattern }[];

	/** @throws CannotCheck where re2's binary is missing */
	constructor(rules: readonly Rule[]) {
		this.trigger = compile(rules.map((rule) => `(?:${rule.trigger.replaceAll(/\((?!\?)/gu, "(?:")})`).join("|"), "g");
		this.patterns = rules.map((rule) => ({ rule, pattern: lazyPattern(rule.pattern, "g") }));
	}

	/** Hands each candidate on an added line to `report`, in the order of the text. */
	scan(block: Block, report: (detection: Detection) => void): void {
		if (block.bytes.includes(0)) this.scanWide(block, report);
		else this.scanText(block, report);
	}

	private scanWide(block: Block, report: (detection: Detection) => void): void {
		const { bytes, sources } = narrow(block.bytes, block.firstLine === 1 && block.firstColumn === 0);
		const narrowed = (offset: number): number => {
			let low = 0;
			let high = sources.length - 1;
			while (low < high) {
				const middle = (low + high) >> 1;
				if ((sources[middle] ?? 0) < offset) low = middle + 1;
				else high = middle;
			}
			return low;
		};
		const lineStarts: number[] = [0];
		const lineAdded: number[] = [block.lineAdded[0] ?? 0];
		for (let feed = bytes.indexOf(10); feed !== -1; feed = bytes.indexOf(10, feed + 1)) {
			lineStarts.push(feed + 1);
			// By its feed's line: a wide line begins with the second half of the feed above it.
			lineAdded.push(block.lineAdded[lineIndexAt(block, (sources[feed] ?? 0) + 1)] ?? 0);
		}
		this.scanText(
			{
				...block,
				bytes,
				acceptFrom: narrowed(block.acceptFrom),
				acceptTo: narrowed(block.acceptTo),
				lineStarts,
				lineCount: lineStarts.length,
				lineAdded,
			},
			report,
		);
	}

	private scanText(block: Block, report: (detection: Detection) => void): void {
		const { bytes } = block;
		let from = block.acceptFrom;
		while (from < block.acceptTo) {
			const lineStart = block.lineStarts[lineIndexAt(block, from)] ?? 0;
			this.trigger.lastIndex = Math.max(lineStart, from - LOOK_BACK);
			const hit = this.nextTrigger(bytes, from);
			if (hit === -1 || hit >= block.acceptTo + WINDOW_TAIL) return;
			from = this.scanAround(block, Math.max(hit, from), from, report);
		}
	}

	/** Where the next trigger that ends at or behind `from` starts, or -1. */
	private nextTrigger(bytes: Buffer, from: number): number {
		for (;;) {
			const match = this.trigger.exec(bytes);
			if (match === null) return -1;
			if (match.index + match[0].length > from) return match.index;
		}
	}

	/** Judges the line, or the window of it, around `hit`; returns where to look on. */
	private scanAround(block: Block, hit: number, from: number, report: (detection: Detection) => void): number {
		const { bytes } = block;
		const index = lineIndexAt(block, hit);
		const lineStart = block.lineStarts[index] ?? 0;
		const lineEnd = index + 1 < block.lineCount ? (block.lineStarts[index + 1] ?? 0) - 1 : bytes.length;
		const whole = lineEnd - lineStart <= WINDOW;
		const start = whole ? lineStart : Math.max(lineStart, hit - WINDOW_HEAD);
		const end = whole ? lineEnd : Math.min(lineEnd, hit + WINDOW + WINDOW_TAIL);
		const next = end === lineEnd ? lineEnd + 1 : end - WINDOW_TAIL;
		if ((block.lineAdded[index] ?? 0) === 0) return next;

		const line = bytes.toString("latin1", start, end);
		const matches = this.judge(block, line, start, end);
		const taken = matches.filter(
			(match) =>
				match.start >= from && match.start < next && match.start >= block.acceptFrom && match.start < block.acceptTo,
		);
		if (taken.length === 0) return next;
		const above = index > 0 ? bytes.subarray(block.lineStarts[index - 1] ?? 0, lineStart - 1) : undefined;
		const encoding = encodingOf(bytes.subarray(lineStart, lineEnd));
		let counted = lineStart;
		let column = (index === 0 ? block.firstColumn : 0) + 1;
		for (const match of taken) {
			column += utf16Length(bytes, counted, match.start, encoding);
			counted = match.start;
			const { rule, judgement, text, surroundings } = match;
			const variable = surroundings.variable;
			report({
				finding: {
					ruleId: rule.id,
					severity: rule.severity,
					confidence: judgement.kind === "finding" ? judgement.confidence : "low",
					path: block.path,
					line: block.firstLine + index,
					column,
					endColumn: column + text.length,
					redacted: redact(text),
					context: rule.context ?? keyContextOf(block.path, match.before, match.after),
					...(variable === undefined ? {} : { variable }),
					fingerprint: fingerprint(rule.id, judgement.secret),
					...(block.commit === undefined ? {} : { commit: block.commit }),
					excerpt: excerptOf(bytes, start, end, matches, match, encoding),
				},
				rule,
				reason: judgement.reason,
				rejected: judgement.kind === "rejected",
				secret: judgement.secret,
				line: bytes.subarray(lineStart, lineEnd),
				lineAbove: above,
			});
		}
		return next;
	}

	/** Every candidate in the window that is one, in order, none over another. */
	private judge(block: Block, line: string, start: number, end: number): Match[] {
		const window = block.bytes.subarray(start, end);
		const found: Match[] = [];
		for (const { rule, pattern: compiled } of this.patterns) {
			const pattern = compiled();
			pattern.lastIndex = 0;
			for (let match = pattern.exec(window); match !== null; match = pattern.exec(window)) {
				if (match[0].length === 0) {
					pattern.lastIndex = match.index + 1;
					continue;
				}
				let from = match.index;
				let to = from + match[0].length;
				if (rule.extend !== undefined) {
					({ start: from, end: to } = rule.extend(line, from, to));
					pattern.lastIndex = to;
				}
				if (found.some((other) => other.start < start + to && start + from < other.end)) continue;
				const text = line.slice(from, to);
				const before = line.slice(Math.max(0, from - EDGE), from);
				const after = line.slice(to, to + EDGE);
				const surroundings = new Surroundings(block, start + from, to - from, line, from);
				const judgement = rule.judge({ text, before, after, surroundings });
				if (judgement.kind === "none") continue;
				found.push({ rule, judgement, start: start + from, end: start + to, text, surroundings, before, after });
			}
		}
		return found.sort((left, right) => left.start - right.start);
	}
}

/**
 * The line around one match, every match on it redacted before anything is cut, and what no rule
 * took but has the shape of a key: the same key may stand beside itself in another form.
 */
function excerptOf(
	bytes: Buffer,
	start: number,
	end: number,
	matches: readonly Match[],
	shown: Match,
	encoding: "utf8" | "latin1",
): Excerpt {
	let text = "";
	let at = start;
	let from = 0;
	let to = 0;
	for (const match of matches) {
		text += redactKeys(bytes.toString(encoding, at, match.start));
		if (match === shown) from = text.length;
		text += redact(match.text);
		if (match === shown) to = text.length;
		at = match.end;
	}
	text += redactKeys(bytes.toString(encoding, at, end));
	text = text.replace(/\r$/u, "");
	const cutBefore = from > EXCERPT_BEFORE ? from - EXCERPT_BEFORE : 0;
	const cutAfter = text.length - to > EXCERPT_AFTER ? to + EXCERPT_AFTER : text.length;
	const head = cutBefore > 0 ? `…${text.slice(cutBefore, from)}` : text.slice(0, from).trimStart();
	const tail = cutAfter < text.length ? `${text.slice(to, cutAfter)}…` : text.slice(to).trimEnd();
	const middle = text.slice(from, to);
	return { text: head + middle + tail, start: head.length, end: head.length + middle.length };
}
