import assert from "node:assert/strict";
import { DiffReader } from "../../src/source/diffReader.js";
import { EventRecorder } from "../support/recordedEvents.js";
import { Random } from "./random.js";

const FRAGMENTS = [
	"diff --git a/x b/x\n",
	'diff --git "a/\\303" "b/\\303"\n',
	"diff --cc x\n",
	"diff --combined x\n",
	"index 1,2..3\n",
	"--- a/x\n",
	"+++ b/x\n",
	'+++ "b/x\\',
	"@@ -1 +1 @@\n",
	"@@ -0,0 +1,3 @@ heading\n",
	"@@ -1,99999999999999999999 +1,0 @@\n",
	"@@@ -1,1 -1,1 +1,2 @@@\n",
	"@@@@@@ -1 -1 -1 -1 -1 +1 @@@@@@\n",
	"++line\n",
	"+line\n",
	"-line\n",
	" line\n",
	"\n",
	"\\ No newline at end of file\n",
	"Binary files a/x and b/x differ\n",
	"* Unmerged path x\n",
	"\0",
	"\xff",
	"\r\n",
	"+",
	"@@",
];

const PATCH =
	"diff --git a/one b/one\nindex 1..2 100644\n--- a/one\n+++ b/one\n@@ -1,2 +1,3 @@ s\n a\n-b\n+c\n+d\n@@ -9 +10,2 @@\n e\n+f\n\\ No newline at end of file\ndiff --cc two\nindex 1,2..3\n--- a/two\n+++ b/two\n@@@ -1,1 -1,1 +1,2 @@@\n  a\n++b\n";

/**
 * Reads a patch that was spoiled at random: whatever the bytes, the reader reads or refuses them
 * with a sentence, and does the same however they are cut.
 *
 * @returns how many patches were read
 */
export function fuzzMutatedPatches(seed: number, rounds: number): number {
	for (let round = 0; round < rounds; round++) {
		const random = new Random(seed * 1_000_003 + round);
		const patch = mutated(random);
		const whole = outcome(patch, []);
		const cuts = Array.from({ length: random.below(20) }, () => random.below(patch.length + 1)).sort((a, b) => a - b);
		assert.deepEqual(
			outcome(patch, cuts),
			whole,
			`seed ${seed}, round ${round}: ${JSON.stringify(patch.toString("latin1"))}, cut at ${cuts}`,
		);
	}
	return rounds;
}

function mutated(random: Random): Buffer {
	let text = random.chance(0.2) ? "" : PATCH;
	for (let edits = 1 + random.below(6); edits > 0; edits--) {
		const at = random.below(text.length + 1);
		const length = random.below(random.chance(0.5) ? 4 : 60);
		const kind = random.below(4);
		if (kind === 0) text = text.slice(0, at) + text.slice(at + length);
		else if (kind === 1) text = text.slice(0, at) + random.pick(FRAGMENTS) + text.slice(at);
		else if (kind === 2) text = text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
		else text = `${text.slice(0, at)}${String.fromCharCode(random.below(256))}${text.slice(at + 1)}`;
	}
	return Buffer.from(text, "latin1");
}

/** What the reader told, and how it ended. */
function outcome(patch: Buffer, cuts: readonly number[]): unknown {
	const recorder = new EventRecorder();
	const reader = new DiffReader(recorder);
	let refusal: string | undefined;
	try {
		let from = 0;
		for (const to of [...cuts, patch.length]) {
			reader.push(Buffer.from(patch.subarray(from, to)));
			from = to;
		}
		reader.end();
	} catch (error) {
		refusal = (error as { problem?: string }).problem;
		assert.ok(refusal !== undefined, `no refusal but ${String(error)}: ${JSON.stringify(patch.toString("latin1"))}`);
	}
	const { files, hunks, lines } = recorder;
	return { files, hunks, lines, refusal };
}
