import { createHash } from "node:crypto";
import { catalogue } from "../../src/detect/rules/catalogue.js";
import { scanText } from "../../src/index.js";
import { fingerprint } from "../../src/key/fingerprint.js";
import { basicAuth } from "../support/madeUpKeys.js";

// Baselines hold fingerprints: another salt, hash, length or number of iterations would void every
// user's. So these were written down once. The keys are made here, as everywhere.

const digits = createHash("sha256").update("mg-hook fingerprint vector").digest("hex");
const HEX = digits.slice(0, 32);
const CURRENT = [HEX, digits.slice(32, 40), digits.slice(40, 48)].join("-");
const CLASSIC = ["key", HEX].join("-");

const VECTORS: Readonly<Record<string, { secret: string; line: string; fingerprint: string }>> = {
	"mailgun-private-key": {
		secret: CLASSIC,
		line: `MAILGUN_API_KEY=${CLASSIC}`,
		fingerprint: "fd44b9aebbccd2df02257ccef213a964",
	},
	"mailgun-sending-key": {
		secret: CURRENT,
		line: `MAILGUN_API_KEY=${CURRENT}`,
		fingerprint: "531817126cdd5bfcc54f3f009a7e41d6",
	},
	"mailgun-webhook-signing-key": {
		secret: HEX,
		line: `MAILGUN_WEBHOOK_SIGNING_KEY=${HEX}`,
		fingerprint: "0c9e002bf37ce578ba814c1812cd24c1",
	},
	"mailgun-public-key": {
		secret: `pub${CLASSIC}`,
		line: `MAILGUN_PUBLIC_KEY=pub${CLASSIC}`,
		fingerprint: "dbc276975fe9e37f8827e13c8d210740",
	},
	"mailgun-basic-auth": {
		secret: CURRENT,
		line: `Authorization: Basic ${basicAuth(CURRENT)}`,
		fingerprint: "09fdb2964663430be4e7a2d78f72526e",
	},
	"mailgun-base64-key": {
		secret: CURRENT,
		line: `  MAILGUN_API_KEY: ${Buffer.from(CURRENT).toString("base64")}`,
		fingerprint: "4d4d22c51b755498c525a4c3d2391462",
	},
};

test.each(Object.entries(VECTORS))("%s: a known key has the fingerprint that it always had", (ruleId, vector) => {
	expect(fingerprint(ruleId, vector.secret)).toBe(vector.fingerprint);
	// And again, from what is remembered.
	expect(fingerprint(ruleId, vector.secret)).toBe(vector.fingerprint);
});

test.each(Object.entries(VECTORS))("%s: a finding has the fingerprint of its key", (ruleId, vector) => {
	expect(scanText(vector.line).map((finding) => [finding.ruleId, finding.fingerprint])).toEqual([
		[ruleId, vector.fingerprint],
	]);
});

test("every rule of the catalogue has a vector", () => {
	expect(Object.keys(VECTORS).sort()).toEqual(catalogue.map(({ id }) => id).sort());
});

test("a configured pattern's is by its id", () => {
	expect(fingerprint("our-token", HEX)).toBe("8ac250f54a4bc177d2c69a8ccbe76f22");
});
