import type { Rule } from "./rule.js";

/** What a trigger is read from. */
export type Triggers = readonly Pick<Rule, "id" | "trigger">[];

/** A byte of a set, a character outside a set, or a group of alternatives; and how often it stands there. */
export type Atom =
	| { kind: "byte"; source: string; set: ReadonlySet<string>; quantifier: string }
	| { kind: "other"; but: string; least: number; most: number }
	| { kind: "group"; alternatives: readonly Sequence[]; quantifier: string };

export type Sequence = readonly Atom[];

const LITERAL = /^[A-Za-z0-9 _:;@%&=/~,<>"!#-]$/u;
/** No escapes and no POSIX names: what all engines read alike. */
const CLASS = /^\[(?!\^)[A-Za-z0-9 _:;@%&=/~,<>"!#.+-]+\]/u;
/** A trigger must not reach beyond the end of a line: git searches line by line. */
const OTHER = /^\[\^([A-Za-z0-9 _:;@%&=/~,<>"!#.+-]+)\\n\]/u;
const QUANTIFIER = /^(?:\?|\{\d+\})(?![?+{*])/u;

/**
 * Reads the triggers of rules, which are written in the subset that RE2, PCRE, JavaScript and POSIX
 * share, so that they can be written anew for each of these engines.
 *
 * @returns every alternative of every trigger; a line holds a trigger where one of them matches in it
 * @throws Error where a trigger is not in that subset
 */
export function readTriggers(rules: Triggers): Sequence[] {
	return rules.flatMap(({ id, trigger }) => {
		const read = new TriggerReader(trigger);
		const alternatives = read.alternatives();
		if (!read.atEnd) {
			throw new Error(`The trigger of ${id} is no expression that RE2, PCRE and POSIX read alike.`);
		}
		return alternatives;
	});
}

class TriggerReader {
	private at = 0;

	constructor(private readonly text: string) {}

	get atEnd(): boolean {
		return this.at === this.text.length;
	}

	alternatives(): Sequence[] {
		const found: Sequence[] = [];
		do found.push(this.sequence());
		while (this.took("|"));
		return found;
	}

	private took(character: string): boolean {
		if (!this.text.startsWith(character, this.at)) return false;
		this.at++;
		return true;
	}

	private sequence(): Sequence {
		const atoms: Atom[] = [];
		for (let atom = this.atom(); atom !== undefined; atom = this.atom()) {
			const last = atoms[atoms.length - 1];
			// Several in a row are one: an engine that backtracks would try every way to share them out.
			if (atom.kind === "other" && last?.kind === "other" && atom.but === last.but) {
				last.least += atom.least;
				last.most += atom.most;
			} else {
				atoms.push(atom);
			}
		}
		return atoms;
	}

	/** Undefined at the end of a sequence, and in front of anything outside the subset. */
	private atom(): Atom | undefined {
		const start = this.at;
		const rest = this.text.slice(start);
		const byte = CLASS.exec(rest)?.[0] ?? (LITERAL.test(rest.charAt(0)) ? rest.charAt(0) : undefined);
		if (byte !== undefined) {
			this.at += byte.length;
			return { kind: "byte", source: byte, set: setOf(byte), quantifier: this.quantifier() };
		}
		const other = OTHER.exec(rest);
		if (other !== null) {
			this.at += other[0].length;
			const quantifier = this.quantifier();
			const times = timesOf(quantifier);
			// RE2 reads UTF-8, where a character has up to four bytes; git's engines read bytes here.
			return { kind: "other", but: other[1] ?? "", least: quantifier === "?" ? 0 : times, most: 4 * times };
		}
		if (!this.took("(")) return undefined;
		const alternatives = this.alternatives();
		if (this.took(")")) return { kind: "group", alternatives, quantifier: this.quantifier() };
		this.at = start;
		return undefined;
	}

	private quantifier(): string {
		const quantifier = QUANTIFIER.exec(this.text.slice(this.at))?.[0] ?? "";
		this.at += quantifier.length;
		return quantifier;
	}
}

function setOf(single: string): ReadonlySet<string> {
	if (single.length === 1) return new Set(single);
	const set = new Set<string>();
	const inside = single.slice(1, -1);
	for (let index = 0; index < inside.length; index++) {
		const first = inside.charCodeAt(index);
		const isRange = inside.charAt(index + 1) === "-" && index + 2 < inside.length;
		const last = isRange ? inside.charCodeAt(index + 2) : first;
		for (let code = first; code <= last; code++) set.add(String.fromCharCode(code));
		if (isRange) index += 2;
	}
	return set;
}

/** @param dialect what opens a group, and what a class holds so that no line feed is in a negated one */
function written(sequence: Sequence, dialect: { group: string; feed: string }): string {
	const one = (atom: Atom): string => {
		if (atom.kind === "byte") return atom.source + atom.quantifier;
		if (atom.kind === "other") return `[^${atom.but}${dialect.feed}]{${atom.least},${atom.most}}`;
		return `${dialect.group}${atom.alternatives.map((option) => written(option, dialect)).join("|")})${atom.quantifier}`;
	};
	return sequence.map(one).join("");
}

/** A sequence over bytes, for PCRE and for JavaScript. */
export const perlOf = (sequence: Sequence) => written(sequence, { group: "(?:", feed: "\\n" });
/** A sequence over bytes, as a POSIX extended expression. */
export const posixOf = (sequence: Sequence) => written(sequence, { group: "(", feed: "" });

/** `(a|b)c` as `ac` and `bc`, so that each can start where it is rarest. */
export function withoutLeadingGroup(sequence: Sequence): Sequence[] {
	const [first, ...rest] = sequence;
	if (first?.kind !== "group" || first.quantifier !== "") return [sequence];
	return first.alternatives.flatMap((option) => withoutLeadingGroup([...option, ...rest]));
}

/** The most bytes that a match of a sequence can have. */
export function longestMatch(sequence: Sequence): number {
	return sequence.reduce((sum, atom) => {
		if (atom.kind === "other") return sum + atom.most;
		const once = atom.kind === "byte" ? 1 : Math.max(...atom.alternatives.map(longestMatch));
		return sum + once * timesOf(atom.quantifier);
	}, 0);
}

/** How often at most: `{32}` is 32, `?` and nothing are 1. */
export function timesOf(quantifier: string): number {
	return Number(/\d+/u.exec(quantifier)?.[0] ?? 1);
}
