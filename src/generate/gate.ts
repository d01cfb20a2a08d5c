import type { Rule } from "../detect/rule.js";

/**
 * The rules' triggers for git's own engines and for grep, so that a commit or a message without any
 * of them needs no Node: whatever a rule reports has its trigger on the line, or a NUL byte in it (UTF-16).
 */
export interface GatePatterns {
	/** For `git grep -P`, over bytes (`LC_ALL=C`): a line that holds a trigger matches one of these. */
	perl: readonly string[];
	/** For `git diff -G` and `grep -E`: one POSIX extended expression. */
	posix: string;
}

type Triggers = readonly Pick<Rule, "id" | "trigger">[];

/** A byte of a set, a character outside a set, or a group of alternatives; and how often it stands there. */
type Atom =
	| { kind: "byte"; source: string; set: ReadonlySet<string>; quantifier: string }
	| { kind: "other"; but: string; least: number; most: number }
	| { kind: "group"; alternatives: readonly Sequence[]; quantifier: string };

type Sequence = readonly Atom[];

const LITERAL = /^[A-Za-z0-9 _:;@%&=/~,<>"!#-]$/u;
/** No escapes and no POSIX names: what all engines read alike. */
const CLASS = /^\[(?!\^)[A-Za-z0-9 _:;@%&=/~,<>"!#.+-]+\]/u;
/** A trigger must not reach beyond the end of a line: git searches line by line. */
const OTHER = /^\[\^([A-Za-z0-9 _:;@%&=/~,<>"!#.+-]+)\\n\]/u;
const QUANTIFIER = /^(?:\?|\{\d+\})(?![?+{*])/u;

/**
 * @throws Error where a trigger is not in the subset that RE2, PCRE and POSIX share
 */
export function gatePatterns(rules: Triggers): GatePatterns {
	const all: Sequence[] = [];
	for (const { id, trigger } of rules) {
		const read = new TriggerReader(trigger);
		const alternatives = read.alternatives();
		if (!read.atEnd) {
			throw new Error(`The trigger of ${id} is no expression that RE2, PCRE and POSIX read alike.`);
		}
		all.push(...alternatives);
	}
	return {
		perl: [...new Set(all.flatMap(withoutLeadingGroup).map(fromRarest)), String.raw`\x00`],
		posix: all.map(posixOf).join("|"),
	};
}

/** The files that `hooks/gate.sh` gives to git and grep, by name. */
export function gateFiles(rules: Triggers): Record<string, string> {
	const { perl, posix } = gatePatterns(rules);
	return { "gate.pcre": `${perl.join("\n")}\n`, "gate.ere": `${posix}\n` };
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
			const times = Number(/\d+/u.exec(quantifier)?.[0] ?? 1);
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

const perlOf = (sequence: Sequence) => written(sequence, { group: "(?:", feed: "\\n" });
const posixOf = (sequence: Sequence) => written(sequence, { group: "(", feed: "" });

/** `(a|b)c` as `ac` and `bc`, so that each can start where it is rarest. */
function withoutLeadingGroup(sequence: Sequence): Sequence[] {
	const [first, ...rest] = sequence;
	if (first?.kind !== "group" || first.quantifier !== "") return [sequence];
	return first.alternatives.flatMap((option) => withoutLeadingGroup([...option, ...rest]));
}

/**
 * The same expression, looking back from its rarest byte: PCRE looks for the first byte of a pattern
 * with the processor's vector instructions, and tries to match at each one that it finds. Patterns
 * that start with a common letter, or that are alternatives of one another, took 3 s for 100 MB
 * where these take 0.1 s.
 */
function fromRarest(sequence: Sequence): string {
	let start = 0;
	let least = Number.POSITIVE_INFINITY;
	for (const [index, atom] of sequence.entries()) {
		// What is looked back at has a fixed length.
		if (atom.kind !== "byte" || atom.quantifier === "?") break;
		const next = sequence[index + 1];
		const cost = startCost(atom.set, next?.kind === "byte" ? next.set : undefined);
		if (cost < least) {
			least = cost;
			start = index;
		}
	}
	const before = perlOf(sequence.slice(0, start));
	return (before === "" ? "" : `(?<=${before})`) + perlOf(sequence.slice(start));
}

/** The bytes of text, roughly from the most frequent on: code, prose, hexadecimal and base64 mixed. */
const BY_FREQUENCY = " etaoinsrlcdpmu0f12g3h4b5_6789-./=,:ykvw()\"'xSTAECIRNDLOPMFBU;GHVWqjzKXYQJZ+";
/** PCRE looks a larger set up byte by byte. */
const MOST_VECTORED = 2;

/** How often an expression is tried in vain; two bytes are looked for at once where both have small sets. */
function startCost(set: ReadonlySet<string>, next?: ReadonlySet<string>): number {
	if (set.size > MOST_VECTORED) return 1 + frequency(set);
	return frequency(set) * (next !== undefined && next.size <= MOST_VECTORED ? frequency(next) : 1);
}

function frequency(set: ReadonlySet<string>): number {
	let sum = 0;
	for (const character of set) {
		const rank = BY_FREQUENCY.indexOf(character);
		sum += 1 / (10 + (rank === -1 ? BY_FREQUENCY.length : rank));
	}
	return sum;
}
