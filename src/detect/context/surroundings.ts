import type { Window } from "../text/window.js";
import { ancestorsOf, lineText } from "./ancestors.js";
import { namesMailgun } from "./mailgunName.js";
import { type Naming, namingAbove, namingAfter, namingOn } from "./naming.js";
import { plainText } from "./unescape.js";

/**
 * How close Mailgun's name is to a candidate, closest first: on its line, as the parent of its entry
 * in a YAML, JSON, TOML or HCL structure, in the file's path, on a line near it, nowhere.
 */
export type Proximity = ClosePlace | "near" | "none";

/** Where Mailgun's name leaves no doubt whose key it is. */
export type ClosePlace = "line" | "parent" | "file";

export function isClose(mailgun: Proximity): mailgun is ClosePlace {
	return mailgun !== "near" && mailgun !== "none";
}

/** How far "near" reaches: lines above and below, bytes before and behind. */
const NEAR_LINES = 12;
const NEAR_BYTES = 2048;
/** What stands further away than this is only near, even on the same line: minified files have one (characters). */
const LINE_REACH = 400;
/** How many lines above a candidate are searched for its name. */
const NAME_LINES = 6;
/** How much before a candidate on its line is read (characters). */
const BEFORE_REACH = 256;
/** How far behind a candidate its name can stand (characters). */
const AFTER_REACH = 100;

/** What stands around a candidate. Everything is computed on demand: most candidates need little. */
export class Surroundings {
	/** @param from, to where in the window the candidate starts, and one past its end (bytes) */
	constructor(
		private readonly window: Window,
		private readonly from: number,
		private readonly to: number,
	) {}

	private cachedBefore: string | undefined;

	/** What stands before the candidate on its line, decoded, from the last line end that a string there holds. */
	get before(): string {
		if (this.cachedBefore === undefined) {
			const plain = plainText(this.window.text.slice(Math.max(0, this.from - BEFORE_REACH), this.from));
			this.cachedBefore = plain.slice(plain.lastIndexOf("\n") + 1);
		}
		return this.cachedBefore;
	}

	private cachedNaming: { naming: Naming | undefined } | undefined;

	/** The name that the candidate is given to, on its line or by the lines above. */
	get naming(): Naming | undefined {
		this.cachedNaming ??= { naming: this.findNaming() };
		return this.cachedNaming.naming;
	}

	private findNaming(): Naming | undefined {
		const own = namingOn(this.before);
		if (own !== undefined && (own.tie === "assigned" || this.before.trim().length > 24)) return own;
		const after = namingAfter(plainText(this.window.text.slice(this.to, this.to + AFTER_REACH)));
		if (after !== undefined && /\bvalue\b/iu.test(this.before)) return after;
		return namingAbove(this.linesAbove()) ?? own;
	}

	/** The name to show to a person: one that the candidate is given to, or a word that speaks of secrets. */
	get variable(): string | undefined {
		const { naming } = this;
		if (naming === undefined) return undefined;
		if (naming.tie === "assigned") return naming.name;
		return /key|secret|token|mailgun|passw|signing|credential|auth/iu.test(naming.name) ? naming.name : undefined;
	}

	private cachedAncestors: string[] | undefined;

	/** The lines that open the entries that the candidate is in, innermost first. */
	get ancestors(): string[] {
		this.cachedAncestors ??= ancestorsOf(this.window.block, this.window.start + this.from);
		return this.cachedAncestors;
	}

	private cachedProximity: Proximity | undefined;

	/** How close Mailgun's name is. */
	get mailgun(): Proximity {
		this.cachedProximity ??= this.findMailgun();
		return this.cachedProximity;
	}

	private findMailgun(): Proximity {
		const { text, block } = this.window;
		if (namesMailgun(text.slice(Math.max(0, this.from - LINE_REACH), this.ownWordStart()))) return "line";
		if (namesMailgun(text.slice(this.ownWordEnd(), this.to + LINE_REACH))) return "line";
		if (this.ancestors.some(namesMailgun)) return "parent";
		if (namesMailgun(block.path)) return "file";
		return namesMailgun(this.nearText()) ? "near" : "none";
	}

	/** Where the word around the candidate starts. It does not speak for itself: `mailgun-cache-key-…`. */
	private ownWordStart(): number {
		const { text } = this.window;
		let start = this.from;
		while (start > 0 && isNameCode(text.charCodeAt(start - 1))) start--;
		return start;
	}

	private ownWordEnd(): number {
		const { text } = this.window;
		let end = this.to;
		while (end < text.length && isNameCode(text.charCodeAt(end))) end++;
		return end;
	}

	/** The lines around the candidate, without its own word. */
	private nearText(): string {
		const { block, lineIndex, start } = this.window;
		const firstLine = Math.max(0, lineIndex - NEAR_LINES);
		const nearStart = Math.max(block.lineStarts[firstLine] ?? 0, start + this.from - NEAR_BYTES);
		const lastLine = lineIndex + NEAR_LINES + 1;
		const linesEnd = lastLine < block.lineCount ? (block.lineStarts[lastLine] ?? 0) : block.bytes.length;
		const nearEnd = Math.min(linesEnd, start + this.to + NEAR_BYTES);
		const before = block.bytes.toString("latin1", nearStart, start + this.ownWordStart());
		const after = block.bytes.toString("latin1", start + this.ownWordEnd(), nearEnd);
		return `${before}\n${after}\n${block.heading ?? ""}`;
	}

	/** Nearest first. */
	private *linesAbove(): Generator<string> {
		const { block, lineIndex } = this.window;
		for (let above = lineIndex - 1; above >= Math.max(0, lineIndex - NAME_LINES); above--) yield lineText(block, above);
	}
}

function isNameCode(code: number): boolean {
	return (
		code === 45 ||
		code === 95 ||
		(code >= 48 && code <= 57) ||
		(code >= 65 && code <= 90) ||
		(code >= 97 && code <= 122)
	);
}
