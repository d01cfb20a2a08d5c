import { Matcher } from "../../detect/matcher.js";
import { catalogue } from "../../detect/rules/catalogue.js";
import type { Block } from "../../detect/text/block.js";
import { CannotCheck } from "../../failure.js";
import { readAllObjects } from "../../git/allObjects.js";
import { displayPath } from "../../git/displayPath.js";
import { readPlainFile, workTreePaths } from "../../git/workTree.js";
import { BlockBuilder } from "../../source/blockBuilder.js";
import { readStaged } from "../../source/stagedDiff.js";
import { WholeFile } from "../../source/wholeFile.js";
import { type MeantKey, meantKeyOf } from "./meantKey.js";

/**
 * A name that speaks of Mailgun: what a rule only takes for a key near that word is taken too. The
 * fingerprint decides, and it does not depend on the place.
 */
const ANY_FILE = "mailgun.env";

/**
 * Finds the key of a fingerprint again, as no secret is kept anywhere: in what is staged, in the
 * files of the work tree, then in every object that the repository has.
 *
 * @throws CannotCheck where the text is no fingerprint, or no key here has it
 */
export async function keyByFingerprint(root: string, wanted: string): Promise<MeantKey> {
	if (!/^[0-9a-f]{32}$/u.test(wanted)) {
		throw new CannotCheck(
			"usage",
			"That is not a fingerprint: one is 32 hexadecimal digits, as mg-hook check --format json prints it.",
			"A key itself is not given as an argument, where others can read it: pipe it in with --stdin. Nothing was sent.",
		);
	}
	const search = new FingerprintSearch(wanted);
	await readStaged(root, (block) => search.look(block));
	if (search.found === undefined) await searchWorkTree(root, search);
	if (search.found === undefined) await searchObjects(root, search);
	if (search.found !== undefined) return search.found;
	throw new CannotCheck(
		"no-key",
		"No key with this fingerprint is in this repository: not staged, in no file, in no object of its history.",
		"Run mg-hook check to see the fingerprints here, or pipe the key in with --stdin.",
	);
}

/** Looks at blocks until the key is found. */
class FingerprintSearch {
	found: MeantKey | undefined;
	private readonly matcher = new Matcher(catalogue);

	constructor(private readonly wanted: string) {}

	look(block: Block): void {
		if (this.found !== undefined) return;
		this.matcher.scan(block, (detection) => {
			if (detection.finding.fingerprint === this.wanted) this.found ??= meantKeyOf(detection);
		});
	}
}

async function searchWorkTree(root: string, search: FingerprintSearch): Promise<void> {
	const builder = new BlockBuilder((block) => search.look(block));
	for (const path of await workTreePaths(root)) {
		const file = new WholeFile(builder, displayPath(path));
		if (readPlainFile(root, path, (piece) => file.push(piece)) === "read") file.end();
		if (search.found !== undefined) return;
	}
}

async function searchObjects(root: string, search: FingerprintSearch): Promise<void> {
	const builder = new BlockBuilder((block) => search.look(block));
	let file: WholeFile | undefined;
	await readAllObjects(root, {
		enough: () => search.found !== undefined,
		listener: {
			object: ({ type }) => {
				if (type === "blob") file = new WholeFile(builder, ANY_FILE);
				return type === "blob";
			},
			data: (chunk, start, end) => file?.push(chunk, start, end),
			end: () => file?.end(),
		},
	});
}
