import { readdirSync, readFileSync, rmSync } from "node:fs";
import { fingerprint } from "../../src/key/fingerprint.js";
import { curlLines } from "../../src/respond/verify/curlLine.js";
import {
	type Certificate,
	type FakeMailgun,
	fakeMailgun,
	fakeProxy,
	LIVE,
	runBeside,
	selfSigned,
	spawnBeside,
} from "../support/fakeMailgun.js";
import { basicAuth, classicKey, currentKey, hex, publicKey } from "../support/madeUpKeys.js";
import { type TemporaryRepository, temporaryDirectory, temporaryRepository } from "../support/temporaryRepository.js";

let us: FakeMailgun;
let eu: FakeMailgun;
let env: NodeJS.ProcessEnv;

beforeEach(async () => {
	[us, eu] = [await fakeMailgun(), await fakeMailgun()];
	env = { MG_HOOK_MAILGUN_US: us.base, MG_HOOK_MAILGUN_EU: eu.base };
});

afterEach(async () => {
	await Promise.all([us.close(), eu.close()]);
});

const verify = (input: string, more: NodeJS.ProcessEnv = {}, args: readonly string[] = []) =>
	runBeside(["verify", "--stdin", ...args], { env: { ...env, ...more }, input });

test("a live key: exit 1, its reach, and what to do", async () => {
	eu.play(LIVE);
	const key = classicKey();
	const { code, stdout, stderr } = await verify(`${key}\n`);
	expect(code).toBe(1);
	expect(stdout).toContain("live: it lists 3 domains (2 active, 1 unverified) in the EU");
	expect(stdout).toContain(`mg-hook respond ${fingerprint("mailgun-private-key", key)}`);
	expect(stderr).toContain(`to ${us.base} (US) and ${eu.base} (EU): GET /v3/domains`);
	expect(stdout + stderr).not.toContain(key);
	expect(stdout + stderr).not.toContain(basicAuth(key));
});

test("a refused key: exit 0, with what that does not prove", async () => {
	const { code, stdout } = await verify(currentKey());
	expect(code).toBe(0);
	expect(stdout).toContain("refused in the US and the EU");
	expect(stdout).toContain("domain sending key");
	expect(stdout).toContain("48 hours");
});

test("an unknown key: exit 2, and why", async () => {
	us.play({ status: 403 });
	const { code, stdout } = await verify(currentKey());
	expect(code).toBe(2);
	expect(stdout).toContain("unknown: Mailgun did not say");
	expect(stdout).toContain("403");
});

test("JSON says the same", async () => {
	us.play(LIVE);
	const key = classicKey();
	const { code, stdout } = await verify(`x ${key} y`, {}, ["--format", "json"]);
	expect(code).toBe(1);
	const report = JSON.parse(stdout);
	expect(report).toMatchObject({ schemaVersion: 1, summary: { live: 1, refused: 0, unknown: 0 } });
	expect(report.keys[0]).toMatchObject({
		fingerprint: fingerprint("mailgun-private-key", key),
		verification: { verdict: "live" },
	});
	expect(stdout).not.toContain(key);
});

test.each([
	["nothing", ""],
	["prose", "no key\n"],
	["a public key", publicKey()],
	["a bare signing key", hex(32)],
	["a placeholder", `key-${"0".repeat(32)}`],
])("%s: exit 2, says what a key looks like, sends nothing", async (_what, input) => {
	const { code, stderr } = await verify(input);
	expect(code).toBe(2);
	expect(stderr).toContain("key- and 32 letters or digits");
	expect(stderr).toContain("Nothing was sent.");
	expect([...us.requests, ...eu.requests]).toEqual([]);
});

test.each(["http", "net", "*"])("under NODE_DEBUG=%s, which would print the key, nothing is sent", async (sections) => {
	const key = classicKey();
	const { code, stdout, stderr } = await verify(key, { NODE_DEBUG: sections });
	expect(code).toBe(2);
	expect(stderr).toContain("Unset NODE_DEBUG");
	for (const secret of [key, basicAuth(key)]) expect(stdout + stderr).not.toContain(secret);
	expect(us.requests).toEqual([]);
});

test("a key as an argument is refused, not said again, and not sent", async () => {
	const key = classicKey();
	const { code, stdout, stderr } = await runBeside(["verify", key], { env, cwd: temporary().root });
	expect(code).toBe(2);
	expect(stdout + stderr).not.toContain(key);
	expect(stderr).toContain("--stdin");
	expect(us.requests).toEqual([]);
});

test("without a key to ask about: exit 2", async () => {
	expect(await runBeside(["verify"], { env })).toMatchObject({ code: 2, stderr: expect.stringContaining("--stdin") });
});

const repositories: TemporaryRepository[] = [];
function temporary(): TemporaryRepository {
	const repository = temporaryRepository();
	repositories.push(repository);
	return repository;
}
afterEach(() => {
	for (const repository of repositories.splice(0)) repository.remove();
});

test.each([
	["staged", (repository: TemporaryRepository) => repository.git("add", ".")],
	["a file nobody added", () => undefined],
	[
		"in history alone",
		(repository: TemporaryRepository) => {
			repository.git("add", ".");
			repository.git("commit", "-qm", "in");
			repository.git("rm", "-q", "app.env");
			repository.git("commit", "-qm", "out");
		},
	],
])("a fingerprint's key is found again: %s", async (_where, prepare) => {
	const repository = temporary();
	const key = currentKey();
	repository.write("app.env", `MAILGUN_API_KEY=${key}\n`);
	repository.write("other.env", `MAILGUN_API_KEY=${currentKey()}\n`);
	prepare(repository);
	const { code } = await runBeside(["verify", fingerprint("mailgun-sending-key", key)], { env, cwd: repository.root });
	expect(code).toBe(0);
	expect(us.requests.map((request) => request.key)).toEqual([key]);
});

test("a fingerprint that no key here has: exit 2, nothing sent", async () => {
	const { code, stderr } = await runBeside(["verify", hex(32)], { env, cwd: temporary().root });
	expect(code).toBe(2);
	expect(stderr).toContain("No key with this fingerprint");
	expect(us.requests).toEqual([]);
});

test("a webhook signing key is not sent", async () => {
	const repository = temporary();
	const key = hex(32);
	repository.write("app.env", `MAILGUN_WEBHOOK_SIGNING_KEY=${key}\n`);
	const { code, stderr } = await runBeside(["verify", fingerprint("mailgun-webhook-signing-key", key)], {
		env,
		cwd: repository.root,
	});
	expect(code).toBe(2);
	expect(stderr).toContain("not a key for Mailgun's API");
	expect(us.requests).toEqual([]);
});

test("check --verify adds what Mailgun says, and sends each key once", async () => {
	us.play(LIVE);
	const repository = temporary();
	const key = classicKey();
	repository.write("a.env", `MAILGUN_API_KEY=${key}\n`);
	repository.write("b.env", `MAILGUN_API_KEY=${key}\nMAILGUN_WEBHOOK_SIGNING_KEY=${hex(32)}\n`);
	repository.git("add", ".");
	const json = await runBeside(["check", "--verify", "--format", "json"], { env, cwd: repository.root });
	expect(json.code).toBe(1);
	const verdicts = JSON.parse(json.stdout).findings.map(
		({ ruleId, verification }: { ruleId: string; verification?: { verdict: string } }) => [
			ruleId,
			verification?.verdict,
		],
	);
	expect(verdicts).toEqual([
		["mailgun-private-key", "live"],
		["mailgun-private-key", "live"],
		["mailgun-webhook-signing-key", undefined],
	]);
	expect(us.requests.map((request) => request.key)).toEqual([key]);
	const pretty = await runBeside(["check", "--verify", "a.env"], { env, cwd: repository.root });
	expect(pretty.code).toBe(1);
	expect(pretty.stdout).toContain("live: it lists 3 domains");
	const without = await runBeside(["check", "--format", "json"], { env, cwd: repository.root });
	expect(without.stdout).not.toContain("verification");
	expect(us.requests).toHaveLength(2);
});

describe("with TLS", () => {
	let folder: string;
	let certificate: Certificate;
	let secure: FakeMailgun;

	beforeAll(() => {
		folder = temporaryDirectory();
		certificate = selfSigned(folder);
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	beforeEach(async () => {
		secure = await fakeMailgun(certificate);
		env = { MG_HOOK_MAILGUN_US: secure.base, MG_HOOK_MAILGUN_EU: secure.base };
	});
	afterEach(() => secure.close());

	test.each([
		["", {}],
		[", whatever NODE_TLS_REJECT_UNAUTHORIZED says", { NODE_TLS_REJECT_UNAUTHORIZED: "0" }],
	])("a certificate that nobody vouches for gets no key%s", async (_more, more) => {
		const { code, stdout } = await verify(classicKey(), more);
		expect(code).toBe(2);
		expect(stdout).toContain("TLS: DEPTH_ZERO_SELF_SIGNED_CERT");
		expect(secure.requests).toEqual([]);
	});

	test("a certificate for another name gets no key", async () => {
		env = { MG_HOOK_MAILGUN_US: `https://localhost:${secure.port}`, MG_HOOK_MAILGUN_EU: secure.base };
		const { stdout } = await verify(classicKey(), { NODE_EXTRA_CA_CERTS: certificate.certificate });
		expect(stdout).toMatch(/US {2}localhost:\d+ {2}TLS: ERR_TLS_CERT_ALTNAME_INVALID/u);
		expect(secure.requests).toHaveLength(1);
	});

	test("a company's own authority is trusted as Node is told to", async () => {
		secure.play(LIVE);
		const { code } = await verify(classicKey(), { NODE_EXTRA_CA_CERTS: certificate.certificate });
		expect(code).toBe(1);
	});

	/** By a name that only the proxy can find, and the certificate is checked for. */
	const byName = () => {
		const base = `https://mailgun.test:${secure.port}`;
		return { MG_HOOK_MAILGUN_US: base, MG_HOOK_MAILGUN_EU: base };
	};

	test.each(["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])("%s is gone through, and sees a tunnel only", async (name) => {
		const proxy = await fakeProxy();
		try {
			const key = classicKey();
			const { code, stderr } = await verify(key, {
				NODE_EXTRA_CA_CERTS: certificate.certificate,
				[name]: proxy.url,
				...byName(),
			});
			expect(code).toBe(0);
			expect(proxy.asked).toEqual([`CONNECT mailgun.test:${secure.port}`, `CONNECT mailgun.test:${secure.port}`]);
			expect(secure.requests.map((request) => request.key)).toEqual([key, key]);
			expect(stderr).toContain(`through the proxy ${new URL(proxy.url).host}`);
		} finally {
			await proxy.close();
		}
	});

	test("a proxy named without a scheme is http, as curl takes it", async () => {
		const proxy = await fakeProxy();
		try {
			const trust = { NODE_EXTRA_CA_CERTS: certificate.certificate };
			const { code } = await verify(classicKey(), { ...trust, ...byName(), HTTPS_PROXY: new URL(proxy.url).host });
			expect(code).toBe(0);
			expect(proxy.asked).toHaveLength(2);
		} finally {
			await proxy.close();
		}
	});

	test("a certificate for another name gets no key through a proxy either", async () => {
		const proxy = await fakeProxy();
		try {
			const base = `https://api.mailgun.test:${secure.port}`;
			const { code, stdout } = await verify(classicKey(), {
				NODE_EXTRA_CA_CERTS: certificate.certificate,
				HTTPS_PROXY: proxy.url,
				MG_HOOK_MAILGUN_US: base,
				MG_HOOK_MAILGUN_EU: base,
			});
			expect(code).toBe(2);
			expect(stdout).toContain("TLS: ERR_TLS_CERT_ALTNAME_INVALID");
			expect(secure.requests).toEqual([]);
		} finally {
			await proxy.close();
		}
	});

	test("NO_PROXY goes past it", async () => {
		const proxy = await fakeProxy();
		try {
			const trust = { NODE_EXTRA_CA_CERTS: certificate.certificate };
			await verify(classicKey(), { ...trust, HTTPS_PROXY: proxy.url, NO_PROXY: "127.0.0.1" });
			expect(proxy.asked).toEqual([]);
			expect(secure.requests).toHaveLength(2);
		} finally {
			await proxy.close();
		}
	});

	test.each([204, 401, 403, 407, 502])("a proxy's own %d says nothing about the key", async (status) => {
		const proxy = await fakeProxy(status);
		try {
			const { code, stdout } = await verify(classicKey(), { HTTPS_PROXY: proxy.url });
			expect(code).toBe(2);
			expect(stdout).toContain("the proxy answered");
			expect(secure.requests).toEqual([]);
		} finally {
			await proxy.close();
		}
	});

	test("a proxy that cannot be used is said, and no password of it", async () => {
		const { code, stderr } = await verify(classicKey(), { HTTPS_PROXY: "socks5://user:hunter2@127.0.0.1:1" });
		expect(code).toBe(2);
		expect(stderr).toContain("HTTPS_PROXY");
		expect(stderr).not.toContain("hunter2");
	});
});

test("the curl line asks the same, and no process has the key among its arguments", async () => {
	const key = currentKey();
	const seen: string[] = [];
	us.play((request, response) => {
		for (const process of readdirSync("/proc").filter((name) => /^\d+$/u.test(name))) {
			try {
				seen.push(readFileSync(`/proc/${process}/cmdline`, "latin1"));
			} catch {
				// It ended meanwhile.
			}
		}
		response.writeHead(request.headers.authorization === `Basic ${basicAuth(key)}` ? 200 : 401).end("asked");
	});
	const [line = ""] = curlLines([{ id: "us", name: "US", base: us.base }]);
	const { code, stdout, stderr } = await spawnBeside("sh", ["-c", line], { env: { MAILGUN_API_KEY: key } });
	expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "asked", stderr: "" });
	expect(us.requests).toEqual([expect.objectContaining({ url: "/v3/domains", key })]);
	expect(seen.some((line) => line.includes("curl"))).toBe(true);
	expect(seen.filter((line) => line.includes(key))).toEqual([]);
});
