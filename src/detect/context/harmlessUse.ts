import { lazyPattern } from "../re2.js";
import type { Candidate } from "../rule.js";
import { isEntryKey, isMarkupName, isPathSegment, isSelector } from "./boundaries.js";

const storeWords = lazyPattern(
	String.raw`(?i)\b(?:cache[ds]?|caching|caches|redis|memcached?|e-?tags?|checksums?|digests?|md5|sha-?(?:1|256|512)|s3|buckets?|lru|evict(?:ed|ion|s)?|dedup\w*|shard|partition|idempoten\w+|getItem|setItem|hget|hset|expire[ds]?|ttl)\b`,
);

const lookUp = lazyPattern(
	String.raw`(?:\.(?:get|has|del|delete|contains|containsKey|exists|remove|read|fetch|incr|expire|set|put|add|lookup)|(?:^|[^A-Za-z0-9_])(?:t|\$t|translate|gettext|_|__|isset|unset))\(\s*["'\x60]$`,
);

/** How far from a candidate the words of its line count (characters). */
const WORDS_REACH = 120;

/**
 * What the candidate is used as, in words, where keys are not used so: a segment of a path, a selector,
 * the name of an element, the key of an entry. Undefined otherwise.
 */
export function harmlessUse({ before, after, surroundings }: Candidate): string | undefined {
	if (isPathSegment(before)) return "a segment of a path";
	if (isSelector(before, after)) return "a selector";
	if (isMarkupName(surroundings.before)) return "the name of an element";
	if (isEntryKey(before, after)) return "the key of an entry";
	if (lookUp().test(surroundings.before)) return "the argument of a lookup";
	return undefined;
}

/** Whether the words around a candidate, or its nearest ancestors, are about a cache, a digest or a store. */
export function saysStore({ before, after, surroundings }: Candidate): boolean {
	if (surroundings.ancestors.slice(0, 3).some((line) => storeWords().test(line))) return true;
	return storeWords().test(before.slice(-WORDS_REACH)) || storeWords().test(after.slice(0, WORDS_REACH));
}
