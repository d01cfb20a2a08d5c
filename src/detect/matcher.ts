import type { DetectedFinding } from "../finding/finding.js";
import { fingerprint } from "../key/fingerprint.js";
import { redact } from "../key/redact.js";
import { keyContextOf } from "./context/keyContext.js";
import { Surroundings } from "./context/surroundings.js";
import { excerptOf } from "./excerpt.js";
import type { Pattern } from "./pattern.js";
import { lazyPattern } from "./re2.js";
import type { Judgement, Rule } from "./rule.js";
import { type Block, lineIndexAt } from "./text/block.js";
import { encodingOf, utf16Length } from "./text/lineText.js";
import { narrow } from "./text/utf16.js";
import { validUtf8 } from "./text/validUtf8.js";
import { WINDOW_TAIL, Window } from "./text/window.js";
import type { Triggers } from "./triggerSearch.js";
import { triggersOf } from "./triggers.js";

/** What detection found, with what policy needs to decide on it. */
export interface Detection {
	finding: DetectedFinding;
	rule: Rule;
	/** Why the confidence is what it is, or which test rejected it. */
	reason: string;
	/** It has the shape, but a test says that it is no key. */
	rejected: boolean;
	/** The key itself. Not for any output. */
	secret: string;
	/** The line that it stands on, and the one above: views on the block, valid until the next one. */
	line: Buffer;
	lineAbove: Buffer | undefined;
}

type Report = (detection: Detection) => void;

/** How much of its line a rule sees on either side of a candidate (bytes). */
const EDGE = 256;
/** How far before its key a trigger can start: a name, a header (bytes). */
const LOOK_BACK = 256;

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
 * One pass with all rules' triggers shows which lines are worth a look; only those are judged.
 */
export class Matcher {
	private readonly triggers: Triggers;
	private readonly patterns: readonly { rule: Rule; pattern: () => Pattern }[];

	/** @throws CannotCheck where MG_HOOK_ENGINE asks for an engine that does not load */
	constructor(rules: readonly Rule[]) {
		this.triggers = triggersOf(rules);
		this.patterns = rules.map((rule) => ({ rule, pattern: lazyPattern(rule.pattern, "g") }));
	}

	/** Hands each candidate on an added line to `report`, in the order of the text. */
	scan(block: Block, report: Report): void {
		this.scanText(block.bytes.includes(0) ? narrowed(block) : block, report);
	}

	private scanText(block: Block, report: Report): void {
		const search = this.triggers.over(validUtf8(block.bytes));
		let from = block.acceptFrom;
		while (from < block.acceptTo) {
			const lineStart = block.lineStarts[lineIndexAt(block, from)] ?? 0;
			const hit = search.next(Math.max(lineStart, from - LOOK_BACK), from);
			if (hit === -1 || hit >= block.acceptTo + WINDOW_TAIL) return;
			const window = new Window(block, Math.max(hit, from));
			if (window.added) this.scanWindow(window, from, report);
			from = window.next;
		}
	}

	/** Reports what starts in the window at `from` or behind it. */
	private scanWindow(window: Window, from: number, report: Report): void {
		const { block } = window;
		const matches = this.judge(window);
		const first = Math.max(from, block.acceptFrom);
		const behind = Math.min(window.next, block.acceptTo);
		const taken = matches.filter(({ start }) => start >= first && start < behind);
		if (taken.length === 0) return;
		const { line, lineAbove, lineIndex } = window;
		const encoding = encodingOf(line);
		const excerpted = { bytes: block.bytes, encoding, start: window.start, end: window.end, matches };
		let counted = window.lineStart;
		let column = (lineIndex === 0 ? block.firstColumn : 0) + 1;
		for (const match of taken) {
			column += utf16Length(block.bytes.subarray(counted, match.start), encoding);
			counted = match.start;
			const { rule, judgement, text, surroundings } = match;
			const variable = surroundings.variable;
			report({
				finding: {
					ruleId: rule.id,
					severity: rule.severity,
					confidence: judgement.kind === "finding" ? judgement.confidence : "low",
					path: block.path,
					line: block.firstLine + lineIndex,
					column,
					endColumn: column + text.length,
					redacted: redact(text),
					context: rule.context ?? keyContextOf(block.path, match.before, match.after),
					...(variable === undefined ? {} : { variable }),
					fingerprint: fingerprint(rule.id, judgement.secret),
					...(block.commit === undefined ? {} : { commit: block.commit }),
					excerpt: excerptOf(excerpted, match),
				},
				rule,
				reason: judgement.reason,
				rejected: judgement.kind === "rejected",
				secret: judgement.secret,
				line,
				lineAbove,
			});
		}
	}

	/** The candidates in the window that their rules take, in order, none over another. */
	private judge(window: Window): Match[] {
		const { block, text: line, start } = window;
		const bytes = validUtf8(block.bytes.subarray(start, window.end));
		const found: Match[] = [];
		for (const { rule, pattern: compiled } of this.patterns) {
			const pattern = compiled();
			pattern.lastIndex = 0;
			for (let match = pattern.exec(bytes); match !== null; match = pattern.exec(bytes)) {
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
				const surroundings = new Surroundings(window, from, to);
				const judgement = rule.judge({ text, before, after, surroundings });
				if (judgement.kind === "none") continue;
				found.push({ rule, judgement, start: start + from, end: start + to, text, surroundings, before, after });
			}
		}
		return found.sort((left, right) => left.start - right.start);
	}
}

/** The block in UTF-8 without NULs; a line of it is new where the line that it came from is. */
function narrowed(block: Block): Block {
	const { bytes, sources } = narrow(block.bytes, block.firstLine === 1 && block.firstColumn === 0);
	const narrowedOffset = (offset: number): number => {
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
	return {
		...block,
		bytes,
		acceptFrom: narrowedOffset(block.acceptFrom),
		acceptTo: narrowedOffset(block.acceptTo),
		lineStarts,
		lineCount: lineStarts.length,
		lineAdded,
	};
}
