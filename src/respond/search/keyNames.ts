import { Matcher } from "../../detect/matcher.js";
import { catalogue } from "../../detect/rules/catalogue.js";
import { type NamedObject, readBlobs } from "../../source/blobs.js";
import { BlockBuilder } from "../../source/blockBuilder.js";

/** Contents that are looked at for a name: the same names come again and again. */
const MOST_CONTENTS = 12;
const MOST_NAMES = 5;

/**
 * The names that the key goes by where it was found (`MAILGUN_API_KEY`), the most frequent first.
 *
 * @param places contents that hold it
 */
export async function namesOf(root: string, key: string, places: readonly NamedObject[]): Promise<string[]> {
	const counts = new Map<string, number>();
	const matcher = new Matcher(catalogue);
	const builder = new BlockBuilder((block) =>
		matcher.scan(block, ({ secret, finding: { variable } }) => {
			if (secret === key && variable !== undefined) counts.set(variable, (counts.get(variable) ?? 0) + 1);
		}),
	);
	await readBlobs(root, places.slice(0, MOST_CONTENTS), { builder });
	return [...counts]
		.sort(([, left], [, right]) => right - left)
		.map(([name]) => name)
		.slice(0, MOST_NAMES);
}
