import { fuzzMerges } from "./mergeFuzz.js";
import { fuzzMutatedPatches } from "./mutatedPatchFuzz.js";
import { fuzzStagedDiff } from "./stagedDiffFuzz.js";
import { fuzzAllowComments, fuzzConfigurations } from "./textFuzz.js";

// A short run, the same each time; `npm run fuzz` goes on where this one stops.

test("what is read of staged changes agrees with the two versions", async () => {
	let compared = 0;
	for (let seed = 1; seed <= 8; seed++) compared += await fuzzStagedDiff(seed);
	expect(compared).toBe(960);
});

test("what is read of merges agrees with their versions", async () => {
	let compared = 0;
	for (let seed = 1; seed <= 8; seed++) compared += await fuzzMerges(seed);
	expect(compared).toBe(640);
});

test("a spoiled patch is read or refused", () => {
	expect(fuzzMutatedPatches(1, 5000)).toBe(5000);
});

test("allow comments are read in any line", () => {
	expect(fuzzAllowComments(1, 20_000)).toBe(20_000);
});

test("a configuration is loaded or refused", async () => {
	expect(await fuzzConfigurations(1, 400)).toBe(400);
});
