import { tmpdir } from "node:os";
import { Readable } from "node:stream";
import { runCheck } from "../../../src/check/runCheck.js";
import { keysOnStandardInput } from "../../../src/respond/which/inText.js";
import { basicAuth, classicKey, currentKey, hex, publicKey } from "../../support/madeUpKeys.js";
import { runMgHook } from "../../support/runMgHook.js";
import { type TemporaryRepository, temporaryRepository } from "../../support/temporaryRepository.js";

/** Runs something with a text on standard input. */
async function withInput<Result>(text: string | Buffer, act: () => Promise<Result>): Promise<Result> {
	const before = Object.getOwnPropertyDescriptor(process, "stdin");
	Object.defineProperty(process, "stdin", { value: Readable.from([Buffer.from(text)]), configurable: true });
	try {
		return await act();
	} finally {
		if (before !== undefined) Object.defineProperty(process, "stdin", before);
	}
}

const keysIn = (text: string | Buffer) => withInput(text, keysOnStandardInput);

/** Fingerprints of what `check --stdin` would block, each once. */
async function checkedIn(text: string | Buffer): Promise<string[]> {
	const { findings } = await withInput(text, () => runCheck({ kind: "stdin", name: "stdin" }, { cwd: tmpdir() }));
	return findings.filter(({ status }) => status === "blocking").map(({ fingerprint }) => fingerprint);
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
const bigEndian = (text: string) => Buffer.from(text, "utf16le").swap16();
const classic = classicKey();
const current = currentKey();

/** Every way of writing a key in which `check --stdin` finds one. */
const TEXTS: readonly (readonly [what: string, text: string | Buffer])[] = [
	["a line of an .env file", `MAILGUN_API_KEY=${classic}\n`],
	["a curl command", `curl --user 'api:${current}' https://api.mailgun.net/v3/domains\n`],
	["Basic authentication", `Authorization: Basic ${basicAuth(current)}\n`],
	["a Kubernetes secret", `kind: Secret\ndata:\n  MAILGUN_API_KEY: ${base64(classic)}\n`],
	["a Kubernetes secret, a current key", `kind: Secret\ndata:\n  MAILGUN_API_KEY: ${base64(current)}\n`],
	["base64 of an .env file", `data: ${base64(`A=1\nMAILGUN_API_KEY=${classic}\nB=2\n`)}\n`],
	["UTF-16, little-endian, with a mark", Buffer.from(`\ufeffMAILGUN_API_KEY=${classic}\r\n`, "utf16le")],
	["UTF-16, little-endian, without", Buffer.from(`MAILGUN_API_KEY=${classic}\r\n`, "utf16le")],
	["UTF-16, big-endian, with a mark", bigEndian(`\ufeffMAILGUN_API_KEY=${classic}\r\n`)],
	["UTF-16, big-endian, without", bigEndian(`MAILGUN_API_KEY=${classic}\r\n`)],
	["behind an escaped line end in JSON", `{"env": "A=1\\n${classic}\\nB=2"}\n`],
	["behind an escaped colon", `"auth": "api\\u003a${classic}"\n`],
	["behind an escaped quote", `\\u0022${classic}\\u0022\n`],
	["quoted-printable", `MAILGUN_API_KEY=3D${classic}\n`],
	["percent-encoded", `https%3A%2F%2Fapi%3A${classic}%40api.mailgun.net\n`],
	["percent-encoded twice", `https%253A%252F%252Fapi%253A${classic}%2540api.mailgun.net\n`],
	["between terminal colours", `MAILGUN_API_KEY=\u001b[32m${classic}\u001b[0m\n`],
	["an HTML entity before it", `MAILGUN_API_KEY=&quot;${classic}&quot;\n`],
	["between Chinese words", `密钥${classic}。\n`],
	["two on one line", `MAILGUN_API_KEY=${classic} # was ${current}\n`],
	["far into a long line", `${"x=1;".repeat(5000)}MAILGUN_API_KEY=${classic};${"y=2;".repeat(5000)}\n`],
	["in the second megabyte", `${"nothing here\n".repeat(100_000)}MAILGUN_API_KEY=${classic}\n`],
	["over base64 of another user", `Authorization: Basic ${base64(`user:${classic}`)}\n`],
];

test.each(TEXTS)("what check finds is meant: %s", async (_what, text) => {
	const found = await checkedIn(text);
	expect(found.length).toBeGreaterThan(0);
	expect((await keysIn(text)).map(({ fingerprint }) => fingerprint)).toEqual(found);
});

test.each(TEXTS)("it is the key itself, decoded: %s", async (_what, text) => {
	for (const { secret } of await keysIn(text)) expect([classic, current]).toContain(secret);
});

test("a key by itself is meant, though a check would not be sure of it", async () => {
	expect(await checkedIn(`${current}\n`)).toEqual([]);
	expect(await keysIn(`${classic}\n${current}\n${classic}`)).toMatchObject([{ secret: classic }, { secret: current }]);
});

test("a key that comes twice, plain and encoded, is one", async () => {
	expect(await keysIn(`${classic}\nMAILGUN_API_KEY: ${base64(classic)}\n`)).toHaveLength(1);
});

test.each([
	["nothing", ""],
	["a sentence", "there is no key here\n"],
	["a bare signing key", hex(32)],
	["a placeholder", `MAILGUN_API_KEY=key-${"x".repeat(32)}\n`],
	["one character too many", `${classicKey()}0\n`],
	["one too few", `${classicKey().slice(0, -1)}\n`],
	["part of a longer word", `monkey-${hex(32)}\n`],
	["part of a longer name", `cache-key-${hex(32)}\n`],
	["a commit", `${hex(40)}\n`],
])("%s is no key", async (_what, text) => {
	expect(await keysIn(text)).toEqual([]);
});

describe("through the commands", () => {
	let repository: TemporaryRepository;
	beforeAll(() => {
		repository = temporaryRepository();
	});
	afterAll(() => repository.remove());

	const nowhere = { MG_HOOK_MAILGUN_US: "http://127.0.0.1:1", MG_HOOK_MAILGUN_EU: "http://127.0.0.1:1" };
	const run = (command: string, input: string) =>
		runMgHook(repository.root, [command, "--stdin", "--format", "json"], { input, env: nowhere });
	const signingKey = `MAILGUN_WEBHOOK_SIGNING_KEY=${hex(32)}\n`;

	test("both take what the matcher finds", async () => {
		const text = `kind: Secret\ndata:\n  MAILGUN_API_KEY: ${base64(classic)}\n`;
		const found = await checkedIn(text);
		expect(JSON.parse(run("verify", text).stdout).keys).toMatchObject([{ fingerprint: found[0] }]);
		expect(JSON.parse(run("respond", text).stdout).incidents).toMatchObject([{ where: { fingerprint: found[0] } }]);
	});

	test("a webhook signing key is responded to, and not sent", async () => {
		const [fingerprint] = await checkedIn(signingKey);
		expect(JSON.parse(run("respond", signingKey).stdout).incidents).toMatchObject([{ where: { fingerprint } }]);
		expect(run("verify", signingKey)).toMatchObject({ code: 2, stdout: "" });
	});

	test.each(["verify", "respond"])("%s of no key: 2, and nothing is sent", (command) => {
		const { code, stdout, stderr } = run(command, `monkey-${hex(32)}\n`);
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toMatch(/There is no Mailgun (?:API )?key on standard input/);
	});

	test("a public key is none that Mailgun's API takes", () => {
		expect(run("verify", `${publicKey()}\n`)).toMatchObject({ code: 2, stdout: "" });
	});
});
