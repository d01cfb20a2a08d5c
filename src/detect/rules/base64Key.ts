import { decodeBase64 } from "../../key/base64.js";
import { placeholderReason } from "../../key/placeholder.js";
import { BARE_KEY, BASE64_CHARACTER, BASIC_USER, CLASSIC_PREFIX, GROUPED_API_KEY } from "../../key/shapes.js";
import { leftEdge, rightEdge } from "../context/boundaries.js";
import { namesMailgun } from "../context/mailgunName.js";
import { namesAnyApiKey, namesSomethingElse, wordsOf } from "../context/nameWords.js";
import { type Naming, namingOn } from "../context/naming.js";
import type { Surroundings } from "../context/surroundings.js";
import { lazyPattern } from "../re2.js";
import type { Candidate, Judgement, Rule } from "../rule.js";
import { helpUri } from "./helpUri.js";
import { judgements } from "./judgement.js";

const id = "mailgun-base64-key";
/** How much of a run of base64 is decoded on either side of the sign of a key (characters). */
const MOST_AROUND = 400;
/** Length of 32 digits and a line end in base64 (characters). */
const LONGEST_SIGNING_KEY = 48;

/** `key-` in base64, by where it starts in a group of three bytes: at the first, the second or the third. */
const CLASSIC = "a2V5L[Q-Za-f]|[GWm2]tleS[0-3]|[BFJNRVZdhlptx159]rZXkt";
/** Nine whole groups of three hexadecimal digits in base64: 32 digits contain as many, wherever they start. */
const HEXADECIMAL = "([MNOYZ][DGTWjmz2][ABEFIJMNQRUVYZcdghkl][h-mw-z0-5]){9}";

const shape = lazyPattern(GROUPED_API_KEY, "g");
const apiUser = lazyPattern(`(?:^|[^A-Za-z0-9_])${BASIC_USER}$`);
const onlyHexadecimal = lazyPattern(String.raw`^${BARE_KEY}\s*$`);

function judge({ text, surroundings }: Candidate): Judgement {
	let best: Judgement = { kind: "none" };
	const pattern = shape();
	// The run may start within a group of four characters: try each start.
	for (let skipped = 0; skipped < 4; skipped++) {
		const decoded = decodeBase64(text.slice(skipped));
		if (!decoded.includes("-")) continue;
		pattern.lastIndex = 0;
		for (let match = pattern.exec(decoded); match !== null; match = pattern.exec(decoded)) {
			const [secret = "", classic, current = ""] = match;
			const judgement = judgeDecoded({ decoded, start: match.index, secret, classic, current }, surroundings);
			if (judgement.kind === "finding" && judgement.confidence !== "low") return judgement;
			if (judgement.kind !== "none") best = judgement;
		}
	}
	return best.kind === "none" ? judgeSigningKey(text, surroundings) : best;
}

/** A key in a decoded text. */
interface DecodedKey {
	decoded: string;
	start: number;
	secret: string;
	/** The random part of a classic key; undefined in a current one. */
	classic: string | undefined;
	/** The random part of a current key. */
	current: string;
}

function judgeDecoded({ decoded, start, secret, classic, current }: DecodedKey, surroundings: Surroundings): Judgement {
	const before = decoded.slice(0, start);
	const oldPrefix = classic === undefined && before.endsWith(CLASSIC_PREFIX);
	if (leftEdge(oldPrefix ? before.slice(0, -CLASSIC_PREFIX.length) : before) !== "clean") return { kind: "none" };
	if (rightEdge(decoded.slice(start + secret.length)) !== "clean") return { kind: "none" };
	const { finding, rejected } = judgements(secret);
	const placeholder = placeholderReason(classic ?? current);
	if (placeholder !== undefined) return rejected(placeholder);

	if (apiUser().test(before)) return finding("high", "decodes to the user api and a key");
	if (namesMailgun(decoded)) return finding("high", "decodes to a key, and to Mailgun's name");
	const name = assignedName(surroundings.naming);
	if (namesSomethingElse(name ?? "")) return finding("low", "decodes to the shape of a key, named as something else");
	if (surroundings.mailgun !== "none") return finding("high", "decodes to a key, and Mailgun is near");
	if (classic !== undefined) return finding("medium", "decodes to the shape of a Mailgun key");
	const nameInside = assignedName(namingOn(before.slice(before.lastIndexOf("\n") + 1).slice(-200)));
	if (namesAnyApiKey(nameInside ?? name ?? "")) {
		return finding("medium", "decodes to the shape of a Mailgun key, named as an API key");
	}
	return finding("low", "decodes to the shape alone, and no Mailgun in sight");
}

function assignedName(naming: Naming | undefined): string | undefined {
	return naming?.tie === "assigned" ? naming.name : undefined;
}

/** 32 hexadecimal digits alone are a webhook signing key where their name says so. */
function judgeSigningKey(text: string, surroundings: Surroundings): Judgement {
	if (text.length > LONGEST_SIGNING_KEY) return { kind: "none" };
	const decoded = decodeBase64(text);
	if (!onlyHexadecimal().test(decoded)) return { kind: "none" };
	const words = wordsOf(assignedName(surroundings.naming) ?? "").join("");
	if (!/sign|webhook/u.test(words) || !/key|secret|token/u.test(words)) return { kind: "none" };
	if (surroundings.mailgun === "none") return { kind: "none" };
	const { finding, rejected } = judgements(decoded.trim());
	const placeholder = placeholderReason(decoded.trim());
	return placeholder === undefined
		? finding("high", "decodes to 32 digits, named as Mailgun's webhook signing key")
		: rejected(placeholder);
}

/** The whole run of base64 around the sign of a key, as far as it matters. */
function extend(line: string, start: number, end: number): { start: number; end: number } {
	let from = start;
	while (from > 0 && start - from < MOST_AROUND && isBase64(line.charCodeAt(from - 1))) from--;
	let to = end;
	while (to < line.length && to - end < MOST_AROUND && isBase64(line.charCodeAt(to))) to++;
	while (to < line.length && line.charCodeAt(to) === 61 && to - end < MOST_AROUND + 2) to++;
	return { start: from, end: to };
}

function isBase64(code: number): boolean {
	return (
		(code >= 48 && code <= 57) ||
		(code >= 65 && code <= 90) ||
		(code >= 97 && code <= 122) ||
		code === 43 ||
		code === 47 ||
		code === 45 ||
		code === 95
	);
}

/** A base64 value that holds a key, as the data of a Kubernetes Secret does. */
export const encodedKey: Rule = {
	id,
	severity: "high",
	name: "Mailgun key in a base64 value",
	risk: "The private key in another encoding: anyone who decodes it can do all that the key can.",
	blocks: true,
	helpUri: helpUri(id),
	trigger: `(${CLASSIC})${BASE64_CHARACTER}{40}|${HEXADECIMAL}`,
	pattern: `(?:${CLASSIC})${BASE64_CHARACTER}{40}|${HEXADECIMAL.replace("(", "(?:")}`,
	extend,
	judge,
	examples: {
		match: [
			"  MAILGUN_WEBHOOK_SIGNING_KEY: {base64:{hex32}}",
			"  MAILGUN_API_KEY: {base64:key-{hex32}}",
			"  MAILGUN_API_KEY: {base64:{current}}",
			"mailgun-key: {base64:key-{lower32}\n}",
			"data: {base64:A=1\nMAILGUN_API_KEY={current}\nB=2}",
			"data: {base64:MAILGUN_API_KEY=key-{lower32}\nB=2}",
			"data: {base64:x: key-{lower32}\nB=2}",
		],
		ignore: [
			"  TRACE: {base64:{current}}",
			"  MAILGUN_API_KEY: {base64:key-{hex40}}",
			"  MAILGUN_API_KEY: {base64:{hex32}}",
			"  MAILGUN_API_KEY: {base64:key-{repeat:x}}",
			"  DATA: {base64:monkey-{hex32}}",
		],
	},
};
