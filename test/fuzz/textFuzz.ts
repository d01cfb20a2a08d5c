import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allowanceFor, allowCommentsIn, isExpired, MARKER } from "../../src/policy/allowComment.js";
import { findConfiguration, PLACES } from "../../src/policy/findConfiguration.js";
import { loadConfiguration } from "../../src/policy/loadConfiguration.js";
import { temporaryDirectory } from "../support/temporaryRepository.js";
import { Random } from "./random.js";

const COMMENT_PIECES = [
	MARKER,
	MARKER,
	"mg-hook:allow-next-line",
	"mg-hook:allowed",
	":",
	" ",
	"until",
	"until=",
	"until:",
	"=2027-01-31",
	"2027-02-30",
	"9999-99-99",
	"-1",
	"# ",
	"// ",
	"/*",
	"*/",
	"<!--",
	"-->",
	"{{",
	"}}",
	"\u0000",
	"\ud83d",
	"\u202e",
	"\r",
	"\t",
	"reason",
	"'",
	'"',
	"(",
	")",
	"\u00e9",
];

function text(random: Random, pieces: readonly string[], most: number): string {
	let out = "";
	for (let count = random.below(most); count > 0; count--) {
		out += random.chance(0.15)
			? String.fromCharCode(random.below(random.chance(0.8) ? 128 : 0x10000))
			: random.pick(pieces);
	}
	return out;
}

/** Reads allow comments in random lines. @returns how many lines were read */
export function fuzzAllowComments(seed: number, rounds: number): number {
	for (let round = 0; round < rounds; round++) {
		const random = new Random(seed * 1_000_003 + round);
		const line = text(random, COMMENT_PIECES, 14);
		const about = `seed ${seed}, round ${round}: ${JSON.stringify(line)}`;
		const comments = allowCommentsIn(line);
		let last = -1;
		for (const comment of comments) {
			assert.ok(line.startsWith(MARKER, comment.offset) && comment.offset > last, about);
			last = comment.offset;
			assert.notEqual(comment.reason, "", about);
			if (comment.until !== undefined && comment.malformed === undefined) {
				assert.match(comment.until, /^\d{4}-\d{2}-\d{2}$/u, about);
				assert.ok(!isExpired(comment, comment.until), about);
			}
		}
		const allowance = allowanceFor(line, "", { today: "2026-01-01", requireReason: false });
		const sound = comments.filter(({ scope, malformed }) => scope === "line" && malformed === undefined);
		if (!sound.some((comment) => !isExpired(comment, "2026-01-01"))) assert.notEqual(allowance.kind, "allowed", about);
		if (!line.includes(MARKER)) assert.equal(allowance.kind, "none", about);
		// A reason that is asked for and not there allows nothing.
		if (sound.every(({ reason }) => reason === undefined)) {
			assert.notEqual(allowanceFor(line, "", { today: "2026-01-01", requireReason: true }).kind, "allowed", about);
		}
	}
	return rounds;
}

const CONFIGURATION = `{
	"ignore": ["docs/**", "!docs/a"],
	"minConfidence": "medium",
	"rules": {"mailgun-private-key": "report"},
	"patterns": [{"id": "own", "pattern": "own-[a-z]{9}", "severity": "low", "name": "x"}],
	"requireReason": true
}`;

const CONFIGURATION_PIECES = [
	"{",
	"}",
	"[",
	"]",
	":",
	",",
	'"',
	"null",
	"1e999",
	"true",
	"&a ",
	"*a",
	"!!js/function ",
	"!!binary ",
	"<<: ",
	"---\n",
	"...\n",
	"- ",
	"? ",
	"| ",
	">\n",
	"\t",
	"\n  ",
	"#",
	"%YAML 1.1\n",
	'"ignore"',
	"__proto__",
	"constructor",
	"\\u0000",
	"(?=a)",
	"(a*)*",
	"\\",
	"\u0000",
	"\ufeff",
	"[".repeat(5000),
	"{a: ".repeat(3000),
	"- ".repeat(3000),
];

/** Finds and loads random configurations. @returns how many were loaded */
export async function fuzzConfigurations(seed: number, rounds: number): Promise<number> {
	const folder = temporaryDirectory();
	try {
		for (let round = 0; round < rounds; round++) {
			const random = new Random(seed * 1_000_003 + round);
			const name = random.pick(PLACES);
			let content = name === "package.json" ? `{"mg-hook": ${CONFIGURATION}}` : CONFIGURATION;
			if (random.chance(0.2)) content = "";
			for (let edits = random.below(6); edits > 0; edits--) {
				const at = random.below(content.length + 1);
				content =
					content.slice(0, at) +
					text(random, CONFIGURATION_PIECES, 4) +
					content.slice(at + random.below(random.chance(0.3) ? 30 : 2));
			}
			writeFileSync(join(folder, name), content);
			try {
				const file = await findConfiguration(folder);
				if (file === undefined) continue;
				const { configuration, ignores } = await loadConfiguration(file, folder);
				ignores("docs/b");
				assert.ok(["low", "medium", "high"].includes(configuration.minConfidence));
				assert.ok(Array.isArray(configuration.ignore) && Array.isArray(configuration.patterns));
			} catch (error) {
				const { problem } = error as { problem?: string };
				if (problem === undefined) {
					throw new Error(
						`seed ${seed}, round ${round}: ${String(error)}: ${name} ${JSON.stringify(content.slice(0, 2000))}`,
						{ cause: error },
					);
				}
			} finally {
				rmSync(join(folder, name));
			}
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	return rounds;
}
