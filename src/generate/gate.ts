import { perlOf, posixOf, readTriggers, type Sequence, type Triggers, withoutLeadingGroup } from "../detect/trigger.js";

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

/**
 * @throws Error where a trigger is not in the subset that RE2, PCRE and POSIX share
 */
export function gatePatterns(rules: Triggers): GatePatterns {
	const all = readTriggers(rules);
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
