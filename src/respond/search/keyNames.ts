import { Matcher } from "../../detect/matcher.js";
import { catalogue } from "../../detect/rules/catalogue.js";
import { askGit } from "../../git/client.js";
import { BlockBuilder } from "../../source/blockBuilder.js";
import type { Whereabouts } from "./whereabouts.js";

/** Contents that are looked at for a name: each is a process. */
const MOST_CONTENTS = 12;
const MOST_NAMES = 5;

/** The names that the key goes by where it was found (`MAILGUN_API_KEY`), the most frequent first. */
export async function namesOf(root: string, key: string, { history, index }: Whereabouts): Promise<string[]> {
	const counts = new Map<string, number>();
	const matcher = new Matcher(catalogue);
	const builder = new BlockBuilder((block) =>
		matcher.scan(block, ({ secret, finding: { variable } }) => {
			if (secret === key && variable !== undefined) counts.set(variable, (counts.get(variable) ?? 0) + 1);
		}),
	);
	const places = [
		...history.map(({ path, object }) => ({ path, object })),
		...index.map(({ path }) => ({ path, object: `:0:${path}` })),
	];
	for (const { path, object } of places.slice(0, MOST_CONTENTS)) {
		const text = await askGit(root, ["cat-file", "blob", object], { alsoFine: [128] });
		builder.wholeText(path, text);
	}
	return [...counts]
		.sort(([, left], [, right]) => right - left)
		.map(([name]) => name)
		.slice(0, MOST_NAMES);
}
