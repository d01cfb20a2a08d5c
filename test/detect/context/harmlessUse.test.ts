import { scanText } from "../../../src/index.js";
import { classicKey } from "../../support/madeUpKeys.js";

const key = classicKey();
const of = (text: string, path = "a.txt") => {
	const [finding] = scanText(`${text}\n.\n`, { path });
	return finding && `${finding.confidence}: ${finding.reason.replace(/; low confidence.*$/u, "")}`;
};
const ALONE = "medium: the shape of a Mailgun key alone";
const STORE = "low: on a line about a cache, a digest or a store";

describe("words about a store, on the line", () => {
	test.each([
		["within 120 before", STORE, `ttl${";".repeat(117)}${key}`],
		["beyond", ALONE, `ttl${";".repeat(118)}${key}`],
		["within 120 behind", STORE, `${key}${";".repeat(117)}ttl`],
		["beyond behind", ALONE, `${key}${";".repeat(118)}ttl`],
	])("%s: %s", (_where, expected, text) => {
		expect(of(text)).toBe(expected);
	});

	test.each(
		"cache cached caches caching redis memcached memcache etag e-tag e-tags checksum checksums digest digests md5 sha1 sha-256 sha512 s3 bucket buckets lru evict evicted eviction evicts dedup deduped shard partition idempotency idempotent getItem setItem hget hset expire expires expired ttl TTL".split(
			" ",
		),
	)("%s", (word) => {
		expect(of(`see ${word} # ${key}`)).toMatch(/^low: /u);
		expect(of(`${key} # ${word} too`)).toMatch(/^low: /u);
	});

	test.each(["cachex", "sha224", "s33", "buckett", "lrux", "evictor", "xttl", "shards", "ttls"])("not %s", (word) => {
		expect(of(`"${key}" # ${word} too`)).toBe(ALONE);
	});

	test("over the entry, up to the third above it", () => {
		const below = (depth: number, word = "buckets") =>
			[`${word}:`, ...Array.from({ length: depth - 1 }, (_, index) => `${" ".repeat(index + 1)}x:`)].join("\n") +
			`\n${" ".repeat(depth)}- ${key}`;
		expect(of(below(1))).toBe(STORE);
		expect(of(below(3))).toBe(STORE);
		expect(of(below(4))).toBe(ALONE);
		expect(of(below(1, "others"))).toBe(ALONE);
	});

	test("not where the name says secret", () => {
		expect(of(`redis.ttl(1); api_secret = "${key}"`)).toBe(ALONE);
		expect(of(`redis.ttl(1); key = "${key}"`)).toBe(STORE);
		expect(of(`redis.ttl(1); keys = "${key}"`)).toBe(STORE);
		expect(of(`redis.ttl(1); KEY = "${key}"`)).toBe(STORE);
	});
});

describe("uses that no key has", () => {
	const use = (what: string) => `low: ${what}, and no Mailgun close to it`;

	test.each([
		["a segment of a path", `/v1/${key}`],
		["a selector", `.${key} {`],
		["the name of an element", `<li key="${key}">`],
		["the key of an entry", `{ "${key}": 1 }`],
		["the argument of a lookup", `x.get("${key}")`],
		["the argument of a lookup", `x.has('${key}')`],
		["the argument of a lookup", `x.del(\`${key}\`)`],
		["the argument of a lookup", `x.delete( "${key}")`],
		["the argument of a lookup", `x.contains("${key}")`],
		["the argument of a lookup", `x.containsKey("${key}")`],
		["the argument of a lookup", `x.exists("${key}")`],
		["the argument of a lookup", `x.remove("${key}")`],
		["the argument of a lookup", `x.read("${key}")`],
		["the argument of a lookup", `x.fetch("${key}")`],
		["the argument of a lookup", `x.incr("${key}")`],
		["the argument of a lookup", `x.expire("${key}")`],
		["the argument of a lookup", `x.set("${key}")`],
		["the argument of a lookup", `x.put("${key}")`],
		["the argument of a lookup", `x.add("${key}")`],
		["the argument of a lookup", `x.lookup("${key}")`],
		["the argument of a lookup", `t("${key}")`],
		["the argument of a lookup", `$t("${key}")`],
		["the argument of a lookup", `{{ $t('${key}') }}`],
		["the argument of a lookup", `x = _("${key}")`],
		["the argument of a lookup", `__("${key}")`],
		["the argument of a lookup", `gettext("${key}")`],
		["the argument of a lookup", `translate("${key}")`],
		["the argument of a lookup", `isset("${key}")`],
		["the argument of a lookup", `unset("${key}")`],
	])("%s", (what, text) => {
		expect(of(text)).toBe(use(what));
		// Mailgun on the line says more.
		expect(of(`${text} # mailgun`)).toBe("high: Mailgun on the same line");
	});

	test.each([`get("${key}")`, `xt("${key}")`, `x.gets("${key}")`, `x.get(${key})`, `x.get("a${" "}${key}")`])(
		"none of them, but a key in a call",
		(text) => {
			expect(of(text)).toBe(ALONE);
		},
	);
});
