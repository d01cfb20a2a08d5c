import { hasMailgunAncestor } from "./ancestors.js";
import { type Block, lineIndexAt } from "./block.js";
import { namesMailgun } from "./mailgunName.js";
import { variableBefore } from "./variable.js";

/**
 * How close Mailgun is to a candidate, closest first: on its line, as the parent of its entry in a
 * YAML, JSON, TOML or HCL structure, in the file's path, on a line near it, not at all.
 */
export type Proximity = "line" | "parent" | "file" | "near" | "none";

/** How far "near" reaches. */
const NEAR_LINES = 12;
const NEAR_BYTES = 2048;

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

	private cachedVariable: { name: string | undefined } | undefined;

	/** The name that the candidate is given to. */
	get variable(): string | undefined {
		this.cachedVariable ??= {
			name: variableBefore(this.line.slice(Math.max(0, this.inLine - 256), this.inLine), () => this.previousLine()),
		};
		return this.cachedVariable.name;
	}

	private cachedProximity: Proximity | undefined;

	get mailgun(): Proximity {
		this.cachedProximity ??= this.findMailgun();
		return this.cachedProximity;
	}

	private findMailgun(): Proximity {
		// The candidate's own word does not speak for itself: `mailgun-cache-key-…`.
		const start = this.ownWordStart();
		if (namesMailgun(this.line.slice(0, start))) return "line";
		if (namesMailgun(this.line.slice(this.inLine + this.length))) return "line";
		if (hasMailgunAncestor(this.block, this.offset)) return "parent";
		if (namesMailgun(this.block.path)) return "file";
		return namesMailgun(this.nearText()) ? "near" : "none";
	}

	private ownWordStart(): number {
		let start = this.inLine;
		while (start > 0) {
			const code = this.line.charCodeAt(start - 1);
			const joins =
				code === 45 ||
				code === 95 ||
				(code >= 48 && code <= 57) ||
				(code >= 65 && code <= 90) ||
				(code >= 97 && code <= 122);
			if (!joins) break;
			start--;
		}
		return start;
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
		const after = block.bytes.toString("latin1", offset + length, end);
		return `${before}\n${after}\n${block.heading ?? ""}`;
	}

	private previousLine(): string {
		const { block } = this;
		const index = lineIndexAt(block, this.offset);
		if (index === 0) return "";
		const end = (block.lineStarts[index] ?? 0) - 1;
		const start = Math.max(block.lineStarts[index - 1] ?? 0, end - 256);
		return block.bytes.toString("latin1", start, end);
	}
}
