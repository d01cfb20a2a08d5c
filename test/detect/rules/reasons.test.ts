import { expand, SeededRandom } from "../../../src/generate/template.js";
import { scanText } from "../../../src/index.js";

// What each rule says of a text, and how sure it is. Keys are templates, as in rules' examples.

const NOTHING = "nothing";

/** What is said of the first key in a text, as `confidence: reason`, or that it is no key. */
function said(template: string, path: string): string {
	const { text } = expand(template, new SeededRandom(7), 1);
	const [finding] = scanText(`${text}\n`, { path });
	if (finding === undefined) return NOTHING;
	const reason = finding.reason.replace(
		/; (?:low confidence does not block|this rule reports and does not block)$/u,
		"",
	);
	return `${finding.ruleId.replace("mailgun-", "")} ${finding.confidence}: ${reason}`;
}

function table(rule: string, rows: Readonly<Record<string, readonly string[]>>, path = "a.txt"): void {
	for (const [reason, texts] of Object.entries(rows)) {
		test.each(texts)(`${reason}: %j`, (text) => {
			expect(said(text, path)).toBe(reason === NOTHING ? NOTHING : `${rule} ${reason}`);
		});
	}
}

describe("a classic private key", () => {
	table("private-key", {
		nothing: ["akey-{hex32}", "9key-{hex32}", "key-{hex32}0", "key-{hex32}-a", "key-{hex32}_a", "key-{hex31}"],
		"low: placeholder: few different characters": ["mailgun: key-{repeat:0}", "mailgun: key-{repeat:abc}"],
		"low: placeholder: one group repeated": ["mailgun: key-{repeat:0123456789abcdef}"],
		"low: part of a longer name": [
			"mailgun: x = key-{hex32}.a",
			"mailgun: key-{hex32}--a",
			"my-key-{hex32}",
			"mailgun x-key-{hex32}.a",
			"# mailgun\nmailgun-key-{hex32}",
			"mailgun: cache-key-{hex32}",
			"mailgun-a-key-{hex32}",
			"MAILGUN_A_key-{hex32}",
			"MAILGUN_X_key-{hex32}",
			"mailgun--key-{hex32}",
		],
		"medium: Mailgun on the same line": [
			"mailgun my-key-{hex32}",
			"x = mailgun('api-key-{hex32}')",
			"mailgun: the.old-key-{hex32}",
		],
		"medium: Mailgun in the section's name": ["mailgun:\n  - api-key-{hex32}"],
		"low: named as something else": [
			"mailgun_message_id: key-{hex32}",
			"cacheKey: key-{hex32}",
			"cache key: key-{hex32}",
			'object key = "key-{hex32}"',
		],
		"high: Mailgun on the same line": [
			"mailgun: key-{hex32}",
			"mailgun message id key-{hex32}",
			"key-{hex32} mailgun",
			"key-{hex32}. Mailgun",
			"x key-{hex32} # mailgun",
		],
		"high: Mailgun in the section's name": ["mailgun:\n  key: key-{hex32}", "[mailgun]\nkey = key-{hex32}"],
		"high: Mailgun on a nearby line": ["mailgun\n.\nkey-{hex32}", "mailgun\n.\nkey: key-{hex32}"],
		"low: a segment of a path, and no Mailgun close to it": ["/a/key-{hex32}", "mailgun\n.\n/a/key-{hex32}"],
		"low: called something else": [
			"etag key-{hex32}",
			"session key-{hex32}",
			"the cache key-{hex32}",
			"the lock key-{hex32}",
			"Queue key-{hex32}",
			"request id key-{hex32}",
			"object key key-{hex32}",
		],
		"medium: the shape of a Mailgun key alone": [
			"key-{hex32}",
			"key: key-{hex32}",
			"the secret key-{hex32}",
			"secretOfMine key-{hex32}",
			"lock api_secret: key-{hex32}",
			"password_of_user: key-{hex32}",
		],
		"low: on a line about a cache, a digest or a store": ["see the ttl of it: key-{hex32}", "x key-{hex32} expires"],
	});

	describe("in the path of Mailgun's", () => {
		table(
			"private-key",
			{
				"high: Mailgun in the file's path": ["key-{hex32}", "key: key-{hex32}"],
				"medium: Mailgun in the file's path": ["api-key-{hex32}"],
				"low: named as something else": ["message_id: key-{hex32}"],
			},
			"mailgun.txt",
		);
	});
});

describe("a key of today", () => {
	table("sending-key", {
		nothing: ["a{current}", "{current}0", "{current}-0", "xkey-{current}", "mailgun: {hex32}-{hex8}"],
		"low: placeholder: few different characters": [
			"mailgun: {repeat:0}-{hex8}-{hex8}",
			"mailgun: key-{repeat:0123456}-{hex8}-{hex8}",
		],
		"low: placeholder: one group repeated": ["mailgun: {repeat:0123456789abcdef}-01234567-89abcdef"],
		"low: part of a longer name": [
			"mailgun: {current}.a",
			"mailgun: {current}--a",
			"x-{current}",
			"mailgun: x-y-{current}",
			"mailgun: old-key-{current}.a",
			"mailgun-{current}",
			"mailgun: cache-key-{current}",
		],
		"high: the password of the user api": [
			"api:{current}",
			"api: {current}",
			"'api', '{current}'",
			'"api":"{current}"',
			"api:key-{current}",
			"api:' + '{current}",
			"('api:' . '{current}')",
			"API:{current}",
			'"username" => "api", "password" => "{current}"',
			"user: 'api', pass: '{current}'",
			"'api' password='{current}'",
			"/api:{current}",
		],
		"low: a segment of a path": ["/a/{current}", "https://a.example/{current}", "mailgun /a/{current}"],
		"low: the local part of an address": ["{current}@a.example", "mailgun {current}%40a.example", "x {current}@a"],
		"low: named as something else": [
			"mailgun_message_id: {current}",
			"mailgun: event {current}",
			"mailgun: delivery {current}",
			"mailgun cacheKey={current}",
			"transaction: {current}",
			"the token of a job {current}",
		],
		"low: the key of an entry": ['"{current}": 1 # mailgun', "{current}: mailgun"],
		"low: named as another service's key": ["mailgun\nSENDGRID_API_KEY={current}", "STRIPE_KEY: {current} # mailgun"],
		"high: Mailgun on the same line": [
			"mailgun: {current}",
			"{current} mailgun",
			"MAILGUN_SENDGRID_KEY={current}",
			"mailgun my-old-{current}",
			"mailgun: :{current}@a",
			"mailgun x%3A{current}%40a",
		],
		"high: Mailgun in the section's name": ["mailgun:\n  x: {current}", 'mailgun:\n  "{current}": 1'],
		"medium: Mailgun on a nearby line": [
			"mailgun\n.\n{current}",
			"mailgun\n.\nthe value {current}",
			"mailgun\n.\nsecret={current}",
		],
		"medium: the prefix and shape of a Mailgun key": ["x: key-{current}", "key-{current}", "y: key-{current}"],
		"medium: the shape of a Mailgun key, named as an API key": [
			"API_KEY={current}",
			"SMTP_PASSWORD={current}",
			"emailApiKey: {current}",
		],
		"low: the shape alone, and no Mailgun in sight": [
			"{current}",
			"x: {current}",
			"apikey {current}",
			"mailgun\n.\ny: {current}",
			"host={current}",
		],
	});

	describe("in the path of Mailgun's", () => {
		table(
			"sending-key",
			{
				"high: Mailgun in the file's path": ["{current}", "old-{current}"],
				"low: part of a longer name": ["x-y-{current}"],
			},
			"mailgun.txt",
		);
	});
});

describe("a webhook signing key", () => {
	table("webhook-signing-key", {
		nothing: [
			"mailgun_signing_key: a{hex32}",
			"mailgun_signing_key: {hex32}a",
			"mailgun_signing_key: x-{hex32}",
			"mailgun_signing_key: {hex32}-a",
			"mailgun_signing_key: {hex32}.a",
			"mailgun_signing: {hex32}",
			"mailgun_key: {hex32}",
			"mailgun_signature: {hex32}",
			"mailgun_signal_key: {hex32}",
			"mailgun_signup_key: {hex32}",
			"mailgun_signin_key: {hex32}",
			"mailgun_signout_key: {hex32}",
			"mailgun_webhook_id: {hex32}",
			"webhook_secret_hash: {hex32} # mailgun",
			"mailgun:\n  webhook:\n    token: {hex32}",
			"mailgun:\n  other:\n    secret: {hex32}",
			"mailgun: hmac; key = '{hex32}'",
			"signing key {hex31}",
		],
		"low: placeholder: few different characters": ["mailgun_signing_key: {repeat:0}"],
		"low: named as another service's key": [
			"githubWebhookSecret: {hex32} # mailgun",
			"stripe:\n  webhook_secret: {hex32}",
			"slackSigningSecret = {hex32}",
		],
		"high: Mailgun on the same line": [
			"mailgun_signing_key: {hex32}",
			"mailgun_signing_key: {current}",
			"mailgun_webhook_secret: {hex32}",
			"mailgun_webhook_token: {hex32}",
			"mailgun_stripe_webhook_secret: {hex32}",
			"mailgun webhook signing key: {hex32}",
			"mailgun web hook key {hex32}",
			"mailgun webhooks secret: {hex32}",
			"mailgun sign key: {hex32}",
			"mailgun signing-token is {hex32}",
			"the signing key for mailgun is: {hex32}",
			"the signing key of (mailgun) {hex32}",
			"mailgun: createHmac('sha256', '{hex32}')",
			"mailgun: HMAC.new('{hex32}')",
			"signing:\n  const digest = createHmac('{hex32}') # mailgun",
		],
		"high: Mailgun in the section's name": [
			"mailgun:\n  signing_key: {hex32}",
			"mailgun:\n  signing:\n    key: {hex32}",
			"mailgun:\n  webhook:\n    secret: {hex32}",
		],
		"medium: Mailgun on a nearby line": ["mailgun\n.\nsigning_key: {hex32}", "mailgun\n.\nhmac('{hex32}')"],
		"low: another service on the same line": [
			"WEBHOOK_SECRET={hex32} # for github",
			"github: WEBHOOK_SECRET={hex32}",
			`github${";".repeat(100 - "github".length - "WEBHOOK_SECRET=".length)}WEBHOOK_SECRET={hex32}`,
			`WEBHOOK_SECRET={hex32}${";".repeat(94)}github`,
			"WEBHOOK_SIGNING_KEY={hex32} # stripe",
		],
		"medium: named as a webhook signing key": ["WEBHOOK_SIGNING_KEY={hex32}", "webhookSigningKey: {hex32}"],
		"low: named as a signing key, and no Mailgun in sight": [
			"WEBHOOK_SECRET={hex32}",
			"SIGNING_KEY={hex32}",
			"hmac('{hex32}')",
			"WEBHOOK_KEY={hex32}",
			"WEBHOOK_SIGNING_SECRET={hex32}",
			`github${";".repeat(101 - "github".length - "WEBHOOK_SECRET=".length)}WEBHOOK_SECRET={hex32}`,
			`WEBHOOK_SECRET={hex32}${";".repeat(95)}github`,
		],
	});

	test.each([
		[120, "mailgun: hmac"],
		[121, undefined],
	])("%i characters after hmac", (length, found) => {
		const text = `mailgun hmac${"(".repeat(length)}{hex32}`;
		expect(said(text, "a.txt") === NOTHING).toBe(found === undefined);
	});

	describe("in the path of Mailgun's", () => {
		table("webhook-signing-key", { "high: Mailgun in the file's path": ["signing_key: {hex32}"] }, "mailgun.txt");
	});
});

describe("a public key", () => {
	table("public-key", {
		nothing: ["apubkey-{hex32}", "my-pubkey-{hex32}", "pubkey-{hex32}a", "pubkey-{hex32}.a", "pubkey-{hex31}"],
		"medium: a public key, which could only validate addresses": ["pubkey-{hex32}", "x: pubkey-{lower32}"],
		"high: a public key, which could only validate addresses": [
			"mailgun: pubkey-{hex32}",
			"mailgun\n.\npubkey-{hex32}",
		],
		"low: placeholder: few different characters": ["pubkey-{repeat:0}"],
	});
});

describe("a key as Basic authentication", () => {
	table("basic-auth", {
		nothing: [
			"{base64:api:{hex32}}{hex32}",
			"{base64:api:{current}0}",
			"{base64:api:key-{hex32}0}",
			"{base64:api:key-{hex32}-a}",
		],
		"high: decodes to the user api and a key": [
			"{base64:api:key-{hex32}}",
			"{base64url:api:key-{alnum32}}",
			"{base64:api:{current}}",
			"{base64:api:{current}\n}",
			"{base64:api:key-{hex32}:x}",
		],
		"low: placeholder: few different characters": [
			"{base64:api:key-{repeat:0}}",
			"{base64:api:{repeat:0}-{hex8}-{hex8}}",
		],
	});
});
