import { fuzzMerges } from "./mergeFuzz.js";
import { fuzzMutatedPatches } from "./mutatedPatchFuzz.js";
import { fuzzStagedDiff } from "./stagedDiffFuzz.js";
import { fuzzAllowComments, fuzzConfigurations } from "./textFuzz.js";

/**
 * Fuzzes for as many seconds as the first argument says (60), from the seed that the second one
 * says (the time), and prints how many inputs were tried. An error names the seed that leads to it.
 */
async function main(): Promise<void> {
	const until = Date.now() + Number(process.argv[2] ?? 60) * 1000;
	const first = Number(process.argv[3] ?? Math.floor(Date.now() / 1000) % 1_000_000);
	const tried = {
		"staged changes": 0,
		merges: 0,
		"spoiled patches": 0,
		"lines with allow comments": 0,
		configurations: 0,
	};
	let seed = first;
	for (; Date.now() < until; seed++) {
		tried["staged changes"] += await fuzzStagedDiff(seed);
		tried.merges += await fuzzMerges(seed);
		tried["spoiled patches"] += fuzzMutatedPatches(seed, 2000);
		tried["lines with allow comments"] += fuzzAllowComments(seed, 10_000);
		tried.configurations += await fuzzConfigurations(seed, 50);
	}
	const all = Object.values(tried).reduce((sum, count) => sum + count, 0);
	const parts = Object.entries(tried).map(([what, count]) => `${count} ${what}`);
	process.stdout.write(
		`${all} inputs from seed ${first} to ${seed - 1}: ${parts.join(", ")}. No crash, no disagreement.\n`,
	);
}

void main();
