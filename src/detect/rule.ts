import type { Confidence, KeyContext, Severity } from "../finding/finding.js";
import type { Surroundings } from "./context/surroundings.js";

/** A stretch of text that has a rule's shape, before the rule has judged it. */
export interface Candidate {
	/** The text of the shape. */
	text: string;
	/** Up to 256 characters of the same line before it, one character a byte. */
	before: string;
	/** Up to 256 characters of the same line behind it, one character a byte. */
	after: string;
	/** What stands around it: its name, the file, the lines nearby. Computed on demand. */
	surroundings: Surroundings;
}

/**
 * - `finding`: the candidate is such a key, with this confidence; `secret` is the key itself.
 * - `rejected`: it has the shape, but failed a test; reported below the threshold, with the test's name.
 * - `none`: it does not even have the shape: it is part of something longer.
 */
export type Judgement =
	| { kind: "finding"; confidence: Confidence; reason: string; secret: string }
	| { kind: "rejected"; reason: string; secret: string }
	| { kind: "none" };

/** The part of a rule that people read; it can be loaded without the matcher. */
export interface RuleDescription {
	id: string;
	severity: Severity;
	/** What it is, in a few words. */
	name: string;
	/** What an attacker can do with it, in one sentence. */
	risk: string;
	/** Whether a finding of enough confidence blocks a commit unless configured otherwise. */
	blocks: boolean;
	/** Where it is explained. */
	helpUri: string;
}

/** One kind of Mailgun key, with the examples that prove the rule. */
export interface Rule extends RuleDescription {
	/**
	 * A cheap sign that a line may hold such a key. Written in the subset that RE2 and POSIX ERE share
	 * (literals, classes, `{n}`, `(a|b)`, `?`), since the hook's gate is made from it.
	 */
	trigger: string;
	/** Set where a configuration holds the pattern: it can then be anything that RE2 takes. */
	configured?: true;
	/** The shape in RE2 syntax, run on lines with a trigger. The whole match is the candidate. */
	pattern: string;
	/** Widens a match to the whole value that holds it; `start` and `end` are offsets in the line. */
	extend?(line: string, start: number, end: number): { start: number; end: number };
	/** Where such a key always stands; where unset, the text around the key shows it. */
	context?: KeyContext;
	judge(candidate: Candidate): Judgement;
	examples: RuleExamples;
}

/**
 * Lines that a rule must and must not report, checked by the build. `{hex32}`, `{alnum32}` and
 * `{current}` stand for random values, `{base64:…}` for the encoding of what is inside: no example
 * holds a literal key.
 */
export interface RuleExamples {
	match: readonly string[];
	ignore: readonly string[];
}
