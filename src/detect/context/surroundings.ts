import { type Block, lineIndexAt } from "../text/block.js";
import { ancestorsOf, lineText } from "./ancestors.js";
import { namesMailgun } from "./mailgunName.js";
import { type Naming, namingAbove, namingAfter, namingOn } from "./naming.js";
import { plainText } from "./unescape.js";

/**
 * How close Mailgun is to a candidate, closest first: on its line, as the parent of its entry in a
 * YAML, JSON, TOML or HCL structure, in the file's path, on a line near it, not at all.
 */
export type Proximity = "line" | "parent" | "file" | "near" | "none";

/** How far "near" reaches. */
const NEAR_LINES = 12;
const NEAR_BYTES = 2048;
/** On a line of a minified file, what is further away is only near. */
const LINE_REACH = 400;
/** How many lines above are looked at for a name. */
const NAME_LINES = 6;

/** What stands around a candidate. Everything is computed on demand: most candidates need little. */
export class Surroundings {
	/**
	 * @param block what detection was given
	 * @param offset of the candidate's first byte in the block
	 * @param length of the candidate in bytes
	 * @param line the candidate's line or a window of it, one character a byte
	 * @param inLine where in `line` the candidate starts
	 */
	constructor(
		private readonly block: Block,
		private readonly offset: number,
		private readonly length: number,
		private readonly line: string,
		private readonly inLine: number,
	) {}

	get path(): string {
		return this.block.path;
	}

	private cachedBefore: string | undefined;

	/** What stands before the candidate on its line, decoded, from the last line end that a string holds. */
	get before(): string {
		if (this.cachedBefore === undefined) {
			const plain = plainText(this.line.slice(Math.max(0, this.inLine - 256), this.inLine));
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
		const end = this.inLine + this.length;
		const after = namingAfter(plainText(this.line.slice(end, end + 100)));
		if (after !== undefined && /\bvalue\b/iu.test(this.before)) return after;
		const above = namingAbove(this.linesAbove());
		return above ?? own;
	}

	/** The name that the candidate is given to, for people. */
	get variable(): string | undefined {
		const { naming } = this;
		if (naming === undefined) return undefined;
		if (naming.tie === "assigned") return naming.name;
		return /key|secret|token|mailgun|passw|signing|credential|auth/iu.test(naming.name) ? naming.name : undefined;
	}

	private cachedAncestors: string[] | undefined;

	/** The lines of the entries that the candidate's entry is in, innermost first. */
	get ancestors(): string[] {
		this.cachedAncestors ??= ancestorsOf(this.block, this.offset);
		return this.cachedAncestors;
	}

	private cachedProximity: Proximity | undefined;

	get mailgun(): Proximity {
		this.cachedProximity ??= this.findMailgun();
		return this.cachedProximity;
	}

	private findMailgun(): Proximity {
		// The candidate's own word does not speak for itself: `mailgun-cache-key-…`.
		const start = this.ownWordStart();
		const end = this.inLine + this.length;
		if (namesMailgun(this.line.slice(Math.max(0, this.inLine - LINE_REACH), start))) return "line";
		if (namesMailgun(this.line.slice(this.ownWordEnd(), end + LINE_REACH))) return "line";
		if (this.ancestors.some(namesMailgun)) return "parent";
		if (namesMailgun(this.block.path)) return "file";
		return namesMailgun(this.nearText()) ? "near" : "none";
	}

	private ownWordStart(): number {
		let start = this.inLine;
		while (start > 0 && isNameCode(this.line.charCodeAt(start - 1))) start--;
		return start;
	}

	private ownWordEnd(): number {
		let end = this.inLine + this.length;
		while (end < this.line.length && isNameCode(this.line.charCodeAt(end))) end++;
		return end;
	}

	private nearText(): string {
		const { block, offset, length } = this;
		const index = lineIndexAt(block, offset);
		const firstLine = Math.max(0, index - NEAR_LINES);
		const start = Math.max(block.lineStarts[firstLine] ?? 0, offset - NEAR_BYTES);
		const lastLine = index + NEAR_LINES + 1;
		const linesEnd = lastLine < block.lineCount ? (block.lineStarts[lastLine] ?? 0) : block.bytes.length;
		const end = Math.min(linesEnd, offset + length + NEAR_BYTES);
		const before = block.bytes.toString("latin1", start, offset - (this.inLine - this.ownWordStart()));
		const after = block.bytes.toString("latin1", offset + (this.ownWordEnd() - this.inLine), end);
		return `${before}\n${after}\n${block.heading ?? ""}`;
	}

	private *linesAbove(): Generator<string> {
		const index = lineIndexAt(this.block, this.offset);
		for (let above = index - 1; above >= Math.max(0, index - NAME_LINES); above--) yield lineText(this.block, above);
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
