import {
	fitsMailgunKey,
	isKeyOfSomething,
	namesAnotherVendor,
	namesAnyApiKey,
	namesSecret,
	namesSomethingElse,
	namesSomethingElseInProse,
	wordsOf,
} from "../../../src/detect/context/nameWords.js";

test.each([
	["cacheKey", "cache key"],
	["cache-key", "cache key"],
	["CACHE_KEY", "cache key"],
	["cache.key", "cache key"],
	["APIKey", "api key"],
	["myAPIKey2", "my api key2"],
	["v2Key", "v2 key"],
	["-_x", "x"],
	["", ""],
	["sha256Sum", "sha256 sum"],
	["KEY", "key"],
])("the words of %j are %j", (name, words) => {
	expect(wordsOf(name).join(" ")).toBe(words);
});

/** Each line: what a predicate says yes to, and what it says no to though it looks alike. */
describe.each([
	[
		"something else",
		namesSomethingElse,
		"cacheKey redisUrl etag_of_key md5Token sha256_key trace_secret request_id userId uuid file_hash message_hash commit path className messageId msgid requestid traceuuid sessionguid objectid userhash accountid eventid commitid fileid contentid orderid batchid jobid reactid testid docid objid nodeid rowid itemid clientid appid deviceid groupid pageid postid threadid productid customerid session_key sort-key translationKey sshKey i18nKey objectKeys row_key",
		"apiKey secret MAILGUN_API_KEY candid valid paid hashing identity id_token key keys privateKey apiKeys secretKey mailgun_key smsid key_of_cachet",
	],
	["a key of something", isKeyOfSomething, "cache Cache ROUTING object pgp", "api mailgun key caches "],
	[
		"something else in prose",
		namesSomethingElseInProse,
		"message Message txn job orderId delivery cacheKey last_event",
		"eventSource key secret messageBus",
	],
	[
		"a secret",
		namesSecret,
		"key keys apiKey API_TOKEN passwd smtp_pwd mailgun mg dsn authorization clientsecret mykey sometoken mypassword secretOfMine cred",
		"cacheKey user host keyring secretary authority tokenize keyboard id_key_hash",
	],
	[
		"an API key of nobody in particular",
		namesAnyApiKey,
		"API_KEY apiKey apikey privateKey secretKey sendingKey emailApiKey MAIL_PASSWORD smtpPassword SENDER_SECRET mail_key sendToken EMAIL_PASSWORD",
		"API STRIPE_API_KEY key password mail smtp mailHost dbPassword email_config sendgridApiKey appKey",
	],
	[
		"another vendor",
		namesAnotherVendor,
		"SENDGRID_API_KEY stripeKey github aws_secret mailchimp ses square",
		"mailgun API_KEY stripes squared assess",
	],
	[
		"a key of Mailgun's",
		fitsMailgunKey,
		"mailgun-api mg_private MAILGUN_SECRET the-old",
		"mailgun-cache monkey x-ray mailguns",
	],
] as const)("%s", (_what, says, yes, no) => {
	test.each(yes.split(" "))("%s", (name) => {
		expect(says(name)).toBe(true);
	});

	test.each(no.split(" "))("not %s", (name) => {
		expect(says(name)).toBe(false);
	});
});
