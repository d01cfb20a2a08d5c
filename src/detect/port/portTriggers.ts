import type { Pattern } from "../pattern.js";
import type { Rule } from "../rule.js";
import { longestMatch, perlOf, readTriggers, type Sequence, timesOf, withoutLeadingGroup } from "../trigger.js";
import { type TriggerSearch, type Triggers, triggerPattern } from "../triggerSearch.js";
import { PortPattern } from "./portPattern.js";

/** How much of a line is looked at at once behind a sign (bytes). */
const PIECE = 2048;
const FEED = 10;
/** Behind every place in a text. */
const NOWHERE = Number.POSITIVE_INFINITY;
/** How many lines are asked about at once (bytes). */
const STRETCH = 2048;

/**
 * Finds triggers where the native RE2 is not to be had: re2js alone takes 50 times as long.
 *
 * JavaScript's own engine searches first, with an expression for a part of each alternative of the
 * catalogue's triggers. That engine backtracks, but these expressions hold no repetition without a
 * bound: at no byte can they take more than a fixed number of steps. Where one of them matches, re2js
 * tells whether there is a trigger, and where. The patterns of a configuration may be of any kind, so
 * only re2js sees those.
 */
export class PortTriggers implements Triggers {
	private readonly signs: readonly RegExp[];
	/** The most bytes of a trigger of the catalogue. */
	private readonly reach: number;
	private readonly known: Pattern | undefined;
	private readonly configured: Pattern | undefined;

	constructor(rules: readonly Rule[]) {
		const known = rules.filter(({ configured }) => configured !== true);
		const configured = rules.filter(({ configured }) => configured === true);
		const sequences = readTriggers(known);
		this.signs = signsOf(sequences).map((sign) => new RegExp(sign, "g"));
		this.reach = Math.max(0, ...sequences.map(longestMatch));
		this.known = known.length === 0 ? undefined : new PortPattern(triggerPattern(known), "g");
		this.configured = configured.length === 0 ? undefined : new PortPattern(triggerPattern(configured), "g");
	}

	over(bytes: Buffer): TriggerSearch {
		const { signs, reach, known, configured } = this;
		const searches: TriggerSearch[] = [];
		if (known !== undefined) searches.push(remembering(new KnownSearch(bytes, { signs, reach, pattern: known })));
		if (configured !== undefined) searches.push(remembering(new ConfiguredSearch(bytes, configured)));
		return {
			next(start, from) {
				const nearest = Math.min(...searches.map((search) => search.next(start, from)));
				return nearest === NOWHERE ? -1 : nearest;
			},
		};
	}
}

/** The same, without looking again for what is still ahead, or what is not there: each text is read once. */
function remembering(search: TriggerSearch): TriggerSearch {
	let found = -1;
	return {
		next(start, from) {
			if (found < from) {
				found = search.next(start, from);
				if (found === -1) found = NOWHERE;
			}
			return found;
		},
	};
}

/**
 * For each alternative what to look for: an expression that matches in whatever the alternative
 * matches.
 */
export function signsOf(sequences: readonly Sequence[]): string[] {
	return [...new Set(sequences.flatMap(withoutLeadingGroup).map(essence).map(spelledOut).map(perlOf))];
}

/** The end of it where what comes before can have many lengths, and a long run of one set alone. */
function essence(sequence: Sequence): Sequence {
	const last = sequence.findLastIndex(({ kind }) => kind === "other");
	const [first, ...rest] = sequence.slice(last + 1);
	if (first === undefined) return sequence;
	return first.kind === "byte" && timesOf(first.quantifier) >= 16 ? [first] : [first, ...rest];
}

/** `[0-9a-f][0-9a-f]…` for `[0-9a-f]{32}`: V8 skips ahead by what stands in the last place, which takes a tenth of the time. */
function spelledOut(sequence: Sequence): Sequence {
	return sequence.flatMap((atom) =>
		atom.kind === "byte" && atom.quantifier !== "?"
			? Array.from({ length: timesOf(atom.quantifier) }, () => ({ ...atom, quantifier: "" }))
			: [atom],
	);
}

interface KnownTriggers {
	signs: readonly RegExp[];
	reach: number;
	pattern: Pattern;
}

/** The catalogue's triggers: in a line that holds a sign of one, re2js looks for it. */
class KnownSearch implements TriggerSearch {
	/** A character a byte. */
	private readonly text: string;
	/** Where each sign comes next. */
	private readonly coming: Float64Array;

	constructor(
		private readonly bytes: Buffer,
		private readonly triggers: KnownTriggers,
	) {
		this.text = bytes.toString("latin1");
		this.coming = new Float64Array(triggers.signs.length).fill(-1);
	}

	next(start: number, from: number): number {
		const { bytes } = this;
		const { reach } = this.triggers;
		for (let at = start; ; ) {
			const sign = this.nextSign(at);
			if (sign === NOWHERE) return -1;
			// A trigger lies within a line. None that ends before the sign is left, since each holds one.
			const least = Math.max(at, sign - reach);
			const pieceStart = least + bytes.subarray(least, sign).lastIndexOf(FEED) + 1;
			const most = Math.min(bytes.length, Math.max(sign, from) + PIECE + reach);
			const feed = bytes.subarray(sign, most).indexOf(FEED);
			const pieceEnd = feed === -1 ? most : sign + feed;
			const piece = bytes.subarray(pieceStart, pieceEnd);
			// In a whole line it does not matter where.
			const isStart = pieceStart === 0 || bytes[pieceStart - 1] === FEED;
			const isLine = isStart && (feed !== -1 || most === bytes.length);
			if (isLine && from <= pieceStart) {
				if (this.triggers.pattern.test(piece)) return sign;
			} else {
				const found = this.find(piece, from - pieceStart);
				if (found !== -1) return pieceStart + found;
			}
			// What begins in a piece and ends behind it is still to be found.
			at = feed === -1 && most < bytes.length ? pieceEnd - reach : pieceEnd + 1;
		}
	}

	/** Where in the piece a trigger starts that ends behind `from`, or -1. */
	private find(piece: Buffer, from: number): number {
		const { pattern } = this.triggers;
		pattern.lastIndex = 0;
		for (let match = pattern.exec(piece); match !== null; match = pattern.exec(piece)) {
			if (match.index + match[0].length > from) return match.index;
		}
		return -1;
	}

	private nextSign(at: number): number {
		const { coming } = this;
		let nearest = NOWHERE;
		for (const [index, sign] of this.triggers.signs.entries()) {
			let next = coming[index] ?? 0;
			if (next < at) {
				sign.lastIndex = at;
				next = sign.exec(this.text)?.index ?? NOWHERE;
				coming[index] = next;
			}
			if (next < nearest) nearest = next;
		}
		return nearest;
	}
}

/** The triggers of a configuration: asked of some lines at once, and where these hold one, of each. */
class ConfiguredSearch implements TriggerSearch {
	constructor(
		private readonly bytes: Buffer,
		private readonly pattern: Pattern,
	) {}

	next(start: number, from: number): number {
		const { bytes } = this;
		for (let at = start; at < bytes.length; ) {
			const lineStart = at === 0 ? 0 : bytes.lastIndexOf(FEED, at - 1) + 1;
			const end = this.lineEnd(Math.min(bytes.length, at + STRETCH));
			if (at !== lineStart || this.isIn(at, end)) {
				for (let line = lineStart; line < end; line = this.lineEnd(line) + 1) {
					const hit = this.find(line, Math.max(line, at), from);
					if (hit !== -1) return hit;
				}
			}
			at = end + 1;
		}
		return -1;
	}

	private lineEnd(at: number): number {
		const feed = this.bytes.indexOf(FEED, at);
		return feed === -1 ? this.bytes.length : feed;
	}

	private isIn(start: number, end: number): boolean {
		this.pattern.lastIndex = 0;
		return this.pattern.test(this.bytes.subarray(start, end + 1));
	}

	/** @param at where to look from on, in the line that starts at `line` */
	private find(line: number, at: number, from: number): number {
		const { pattern } = this;
		// With its feed, which a pattern may ask for.
		const text = this.bytes.subarray(line, this.lineEnd(line) + 1);
		pattern.lastIndex = at - line;
		for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
			if (line + match.index + match[0].length > from) return line + match.index;
			if (match[0].length === 0) pattern.lastIndex = match.index + 1;
		}
		return -1;
	}
}
