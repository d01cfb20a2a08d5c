import { redactKeys } from "../key/redact.js";

/** An allow comment as it stands in a file. */
export interface AllowComment {
	/** `mg-hook:allow` lifts findings on its own line, `mg-hook:allow-next-line` on the one below. */
	scope: "line" | "next-line";
	reason?: string;
	/** Last day on which it holds, `YYYY-MM-DD`, or what was written where that is no date. */
	until?: string;
	/** `until` is not a date: the comment lifts nothing, lest a slip allow for ever. */
	malformed?: true;
	/** Offset of the marker in the text. */
	offset: number;
}

export const MARKER = "mg-hook:allow";
const NEXT_LINE = "-next-line";
/** What is left of the surrounding syntax: a string's end, a list's comma, a parenthesis around `until`. */
const LEFTOVER = /[\s"'`,;]+$|^\)$/u;
/** How much is read behind a marker (characters). */
const LONGEST_COMMENT = 300;
/** More than the longest shape of a key (characters). */
const LONGEST_KEY = 100;
/** What closes a comment in one syntax or another. */
const CLOSERS = ["*/", "-->", "#}", "%>", "}}", "*)", "-}", "--}}"];

/**
 * The allow comments on one line, in any comment syntax or bare:
 *
 *     KEY=… # mg-hook:allow
 *     KEY=… // mg-hook:allow: test fixture until=2027-01-31
 *     <!-- mg-hook:allow-next-line: documentation sample -->
 */
export function allowCommentsIn(line: string): AllowComment[] {
	const found: AllowComment[] = [];
	for (let at = line.indexOf(MARKER); at !== -1; at = line.indexOf(MARKER, at + MARKER.length)) {
		const before = at === 0 ? "" : line.charAt(at - 1);
		if (/[A-Za-z0-9_:-]/u.test(before)) continue;
		const behind = at + MARKER.length;
		// A reason is shown: a key in it is redacted, before the cut, which might leave half of one.
		let rest = redactKeys(line.slice(behind, behind + LONGEST_COMMENT + LONGEST_KEY)).slice(0, LONGEST_COMMENT);
		const another = rest.indexOf(MARKER);
		if (another !== -1) rest = rest.slice(0, another);
		const scope = rest.startsWith(NEXT_LINE) ? "next-line" : "line";
		if (scope === "next-line") rest = rest.slice(NEXT_LINE.length);
		// `mg-hook:allowed`, `mg-hook:allow-list` are other words.
		if (/^[A-Za-z0-9_-]/u.test(rest)) continue;
		found.push({ scope, offset: at, ...parseRest(rest) });
	}
	return found;
}

function parseRest(rest: string): Pick<AllowComment, "reason" | "until" | "malformed"> {
	let text = rest;
	for (const closer of CLOSERS) {
		const end = text.indexOf(closer);
		if (end !== -1) text = text.slice(0, end);
	}
	const until = /(?:^|[\s:,;(])until\s*[=:]\s*([^\s:,;)"'*]*)/u.exec(text);
	if (until !== null) text = text.slice(0, until.index) + text.slice(until.index + until[0].length);
	const explains = text.startsWith(":") || until !== null;
	const reason = explains ? text.replace(/^[:\s]+/u, "").replace(LEFTOVER, "") : "";
	const date = until?.[1];
	return {
		...(reason === "" ? {} : { reason }),
		...(date === undefined ? {} : { until: date }),
		...(date !== undefined && !isDate(date) ? { malformed: true as const } : {}),
	};
}

function isDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * Whether a comment has run out: it holds through the whole of its last day, in UTC.
 *
 * @param today `YYYY-MM-DD`
 */
export function isExpired(comment: AllowComment, today: string): boolean {
	return comment.until !== undefined && comment.malformed === undefined && comment.until < today;
}

/** What allow comments say about a finding on a line. */
export type Allowance =
	| { kind: "none" }
	| { kind: "allowed"; reason: string | undefined; until: string | undefined }
	| { kind: "refused"; why: string };

/** What an allow comment must have to count. */
export interface AllowTerms {
	/** `YYYY-MM-DD` */
	today: string;
	/** Whether a comment without a reason lifts nothing. */
	requireReason: boolean;
}

/** Weighs the comments on a finding's line and on the one above it. */
export function allowanceFor(line: string, lineAbove: string, { today, requireReason }: AllowTerms): Allowance {
	const comments = [
		...allowCommentsIn(line).filter(({ scope }) => scope === "line"),
		...allowCommentsIn(lineAbove).filter(({ scope }) => scope === "next-line"),
	];
	let refused: Allowance = { kind: "none" };
	for (const comment of comments) {
		if (comment.malformed === true) {
			refused = {
				kind: "refused",
				why: `its allow comment has until=${comment.until ?? ""}, which is not a date (YYYY-MM-DD)`,
			};
		} else if (isExpired(comment, today)) {
			refused = { kind: "refused", why: `its allow comment expired on ${comment.until ?? ""}` };
		} else if (requireReason && comment.reason === undefined) {
			refused = { kind: "refused", why: "its allow comment gives no reason, and the configuration requires one" };
		} else {
			return { kind: "allowed", reason: comment.reason, until: comment.until };
		}
	}
	return refused;
}
