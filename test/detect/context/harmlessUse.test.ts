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
		["what is looked up", `x.get("${key}")`],
		["what is looked up", `x.has('${key}')`],
		["what is looked up", `x.del(\`${key}\`)`],
		["what is looked up", `x.delete( "${key}")`],
		["what is looked up", `x.contains("${key}")`],
		["what is looked up", `x.containsKey("${key}")`],
		["what is looked up", `x.exists("${key}")`],
		["what is looked up", `x.remove("${key}")`],
		["what is looked up", `x.read("${key}")`],
		["what is looked up", `x.fetch("${key}")`],
		["what is looked up", `x.incr("${key}")`],
		["what is looked up", `x.expire("${key}")`],
		["what is looked up", `x.set("${key}")`],
		["what is looked up", `x.put("${key}")`],
		["what is looked up", `x.add("${key}")`],
		["what is looked up", `x.lookup("${key}")`],
		["what is looked up", `t("${key}")`],
		["what is looked up", `$t("${key}")`],
		["what is looked up", `{{ $t('${key}') }}`],
		["what is looked up", `x = _("${key}")`],
		["what is looked up", `__("${key}")`],
		["what is looked up", `gettext("${key}")`],
		["what is looked up", `translate("${key}")`],
		["what is looked up", `isset("${key}")`],
		["what is looked up", `unset("${key}")`],
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
