/**
 * What a name says about its value, by the words that it is made of: `cacheKey`, `cache-key` and
 * `CACHE_KEY` are the same words.
 */

const wordSets = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** The words of a name, in lower case. */
export function wordsOf(name: string): string[] {
	return name
		.replace(/([a-z0-9])([A-Z])/gu, "$1 $2")
		.replace(/([A-Z])([A-Z][a-z])/gu, "$1 $2")
		.toLowerCase()
		.split(/[^a-z0-9]+/u)
		.filter((word) => word !== "");
}

/** A name with one of these anywhere in it names a digest, a cache entry or a trace. */
const OTHER_ANYWHERE = wordSets(
	"cache caches cached caching redis memcache memcached etag etags checksum checksums digest digests md5 sha sha1 sha256 sha512 integrity trace traceparent span idempotency correlation nonce localstorage sessionstorage i18n",
);

/** A name that ends in one of these names an identifier, a digest or a place. */
const OTHER_AT_END = wordSets(
	"id ids uid uuid guid sid etag hash hashes hashed crc tag tags revision rev version commit build session sessions request requests trace span cursor partition shard object objects bucket class classes classname href anchor selector slug path paths file files filename filenames folder directory dir index idx row column translation translations boundary name names title label alias prefix suffix type kind icon locale lang theme version pk sk ref refs asset assets chunk chunks snapshot testid match",
);

/** Where one of these stands in front of `key` at the end of a name, the value is no secret. */
const KEY_OF_SOMETHING = wordSets(
	"cache idempotency partition object routing sort primary foreign translation redis session storage s3 react row map dict hash index lookup dedup dedupe deduplication query item group etag file cursor range composite natural surrogate lock shard bucket image asset chunk queue topic kafka metadata i18n locale ratelimit trace span known authorized message msg event record ssh gpg pgp rsa",
);

/** In prose or in a log, a value behind one of these is its identifier. */
const OTHER_IN_PROSE = wordSets(
	"message messages msg transaction txn event events job jobs batch run task ticket order invoice reference release deploy deployment delivery queued accepted delivered req",
);

const SECRET_AT_END = wordSets(
	"key keys apikey apikeys secret secrets token tokens password passwd passphrase pass pwd pw credential credentials cred creds auth authorization auths mailgun mg dsn",
);

/** Whether a name says that its value is not a secret but an id, a digest or a cache entry. */
export function namesSomethingElse(name: string): boolean {
	const words = wordsOf(name);
	const last = words[words.length - 1] ?? "";
	if (words.some((word) => OTHER_ANYWHERE.has(word))) return true;
	if (OTHER_AT_END.has(last)) return true;
	if (
		/(?:id|uuid|guid|hash)$/u.test(last) &&
		/^(?:msg|message|request|req|trace|session|object|user|account|event|commit|file|content|order|batch|job|react|test|doc|obj|node|row|item|client|app|device|group|page|post|thread|product|customer)/u.test(
			last,
		)
	)
		return true;
	if (last !== "key" && last !== "keys") return false;
	return KEY_OF_SOMETHING.has(words[words.length - 2] ?? "");
}

/** Whether a word in front of `key-…` makes it the key of something: `cache key-…`. */
export function isKeyOfSomething(word: string): boolean {
	return KEY_OF_SOMETHING.has(word.toLowerCase());
}

/** Whether a name in prose or in a log says the same. */
export function namesSomethingElseInProse(name: string): boolean {
	const words = wordsOf(name);
	return namesSomethingElse(name) || OTHER_IN_PROSE.has(words[words.length - 1] ?? "");
}

/** Whether a name says that its value is a secret. */
export function namesSecret(name: string): boolean {
	if (namesSomethingElse(name)) return false;
	return wordsOf(name).some((word) => SECRET_AT_END.has(word) || /(?:key|secret|token|password)$/u.test(word));
}

const GENERIC_WORDS = wordSets(
	"api key apikey secret private sending send sender email emails mail mails mailer mailing smtp app my the our default prod production staging stage dev development test live env config settings password pass passwd pwd auth token credential credentials client server service provider transactional transport account new old current backup main primary access x process import meta environ vite next public react nuxt",
);

/** Whether a name is that of a secret for mail, or for no service in particular: `API_KEY`, `SMTP_PASSWORD`. */
export function namesAnyApiKey(name: string): boolean {
	const words = wordsOf(name);
	if (words.length === 0 || !words.every((word) => GENERIC_WORDS.has(word))) return false;
	const joined = words.join("");
	if (/apikey|privatekey|sendingkey|secretkey/u.test(joined)) return true;
	return /e?mail|smtp|send/u.test(joined) && namesSecret(name);
}

const VENDORS = wordSets(
	"sendgrid postmark sparkpost mandrill mailchimp mailjet mailersend mailerlite brevo sendinblue resend ses twilio stripe github gitlab bitbucket slack discord telegram shopify paypal square svix aws amazon azure google gcp firebase algolia sentry datadog newrelic pusher intercom zendesk hubspot auth0 okta clerk cloudflare heroku vercel netlify linear jira notion typeform calendly docusign plaid adyen braintree segment mixpanel amplitude contentful sanity strapi openai anthropic facebook meta whatsapp instagram linkedin zoom dropbox box trello asana pagerduty opsgenie grafana honeycomb rollbar bugsnag launchdarkly split woocommerce magento bigcommerce klaviyo customerio loops courier onesignal pubnub ably mux cloudinary imgix mapbox deepl",
);

/** Whether a name or a line names another service than Mailgun. */
export function namesAnotherVendor(text: string): boolean {
	return wordsOf(text).some((word) => VENDORS.has(word));
}

const MAILGUN_HEAD = wordSets(
	"mailgun mg api private secret sending live prod production dev development test staging x email mail smtp old new the my your our is a app",
);

/** Whether what stands in front of the key in `mailgun-api-key-…` and the like can be part of its name. */
export function fitsMailgunKey(head: string): boolean {
	const words = wordsOf(head);
	return words.length > 0 && words.every((word) => MAILGUN_HEAD.has(word));
}
