import { lazyPattern } from "./re2.js";

const identifier = lazyPattern(String.raw`[$@]?[A-Za-z_][A-Za-z0-9_.\-]*`, "g");

/** A name and what ties a value to it, up to where the value begins. */
const assignment = lazyPattern(
	String.raw`([A-Za-z_$][A-Za-z0-9_$.\-]*)["'\x60\])}]{0,3}\s*(?::=|=>|\?=|\+=|\|\|=|\?\?=|==|=|:|\s)\s*[^A-Za-z0-9]{0,6}$`,
);

/** `name: X` on the line above `value: …`, the way Kubernetes, Render and others write environments. */
const nameEntry = lazyPattern(
	String.raw`(?i)["']?(?:name|key)["']?\s*[:=]\s*["']?([A-Za-z_][A-Za-z0-9_.\-]*)["']?,?\s*$`,
);

const keyLike = lazyPattern(
	String.raw`(?i)key|secret|token|mailgun|passw|pwd|credential|auth|signing|(?:^|[^a-z])mg(?:[^a-z]|$)`,
);

/** Words that stand between a name and its value and are neither. */
const NOISE = new Set(
	"api value val default string str new let const var final static public private readonly basic bearer authorization http https export set env return body data user username secretstring b r f u x if or and true false null none".split(
		" ",
	),
);

/**
 * The name that a value is given to.
 *
 * @param before what stands on the line before the value
 * @param previousLine the line above, asked for where this line only says `value:`
 */
export function variableBefore(before: string, previousLine: () => string): string | undefined {
	const direct = assignment().exec(before)?.[1];
	if (direct !== undefined && !NOISE.has(direct.toLowerCase()) && keyLike().test(direct)) return clean(direct);
	const found: { name: string; call: boolean }[] = [];
	const pattern = identifier();
	pattern.lastIndex = 0;
	for (let match = pattern.exec(before); match !== null; match = pattern.exec(before)) {
		const next = before.charAt(match.index + match[0].length);
		found.push({ name: match[0], call: next === "(" });
	}
	for (const { name, call } of found.reverse()) {
		if (call || NOISE.has(name.toLowerCase()) || !keyLike().test(name)) continue;
		return clean(name);
	}
	const above = nameEntry().exec(previousLine())?.[1];
	if (direct === undefined || NOISE.has(direct.toLowerCase())) return above;
	return clean(direct);
}

/** Without the sigils and receivers that are not part of the name. */
function clean(name: string): string | undefined {
	const trimmed = name
		.replace(/^[$@]?(?:env:)?/u, "")
		.replace(/^(?:process\.env|import\.meta\.env|os\.environ|this|self)\./u, "")
		.replace(/^-+|[.-]+$/gu, "");
	return trimmed === "" ? undefined : trimmed;
}

const otherName = lazyPattern(
	String.raw`(?i)(?:^|[^a-z])(?:e?tags?|hash(?:es)?|digests?|checksums?|integrity|md5|sha\d*|fingerprints?|revisions?|versions?|commits?|builds?|nonces?|sessions?|requests?|traces?|spans?|correlation|messages?|caches?|cached|idempotency|partitions?|objects?|s3|redis|memcache\w*|assets?|chunks?|guid|uuid|id|ids|row|index|translations?|i18n|boundary)(?:[^a-z]|$)|[a-z](?:Id|Hash|Digest|Checksum|ETag|Tag|Md5|Sha|Version|Revision|Cache|CacheKey|Nonce|Uuid|Guid)(?:[^a-z]|$)|(?:cache|idempotency|partition|object|routing|sort|primary|foreign|translation|etag|redis|session)_?key`,
);

/** Whether a name says that its value is something else: an id, a digest, a cache entry. */
export function namesSomethingElse(name: string): boolean {
	return otherName().test(name);
}

const anotherVendor = lazyPattern(
	"(?i)sendgrid|postmark|sparkpost|mandrill|mailchimp|mailjet|mailersend|brevo|sendinblue|resend|twilio|stripe|github|gitlab|bitbucket|slack|discord|telegram|shopify|paypal|square|svix|aws|azure|google|gcp|firebase|algolia|sentry|datadog|newrelic|pusher|intercom|zendesk|hubspot|auth0|okta|clerk|cloudflare|heroku|vercel|netlify",
);

/** Whether a name says whose key it is, and it is not Mailgun's. */
export function namesAnotherVendor(name: string): boolean {
	return anotherVendor().test(name);
}
