import type { ServerResponse } from "node:http";
import { verifyKeys } from "../../../src/respond/verify/verifyKeys.js";
import { type FakeMailgun, fakeMailgun, LIVE, type Play, REFUSED } from "../../support/fakeMailgun.js";
import { classicKey } from "../../support/madeUpKeys.js";

let us: FakeMailgun;
let eu: FakeMailgun;

beforeEach(async () => {
	[us, eu] = [await fakeMailgun(), await fakeMailgun()];
});

afterEach(async () => {
	await Promise.all([us.close(), eu.close()]);
});

const pauses: number[] = [];

async function verdictOf(key = classicKey(), environment: NodeJS.ProcessEnv = {}) {
	pauses.length = 0;
	const [verification] = await verifyKeys([key], {
		environment: { MG_HOOK_MAILGUN_US: us.base, MG_HOOK_MAILGUN_EU: eu.base, ...environment },
		pause: async (milliseconds) => {
			pauses.push(milliseconds);
		},
	});
	return verification;
}

test("a list of domains is live, with its reach, in whichever region", async () => {
	for (const [live, other, region] of [
		[us, eu, "US"],
		[eu, us, "EU"],
	] as const) {
		live.play(LIVE);
		other.play(REFUSED);
		const verification = await verdictOf();
		expect(verification?.verdict).toBe("live");
		expect(verification?.regions).toContainEqual(
			expect.objectContaining({ region, answer: "live", domains: 3, states: { active: 2, unverified: 1 } }),
		);
	}
});

test("an account without domains is live all the same", async () => {
	us.play({ status: 200, body: '{"total_count": 0, "items": []}' });
	expect((await verdictOf())?.verdict).toBe("live");
});

test("401 in both regions is refused", async () => {
	expect(await verdictOf()).toMatchObject({
		verdict: "refused",
		regions: [{ answer: "refused" }, { answer: "refused" }],
	});
});

test("the request is the documented one, and the key is in its header alone", async () => {
	const key = classicKey();
	await verdictOf(key);
	for (const { requests } of [us, eu]) {
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({ method: "GET", url: "/v3/domains", key });
		const { authorization: _header, ...others } = requests[0]?.headers ?? {};
		expect(JSON.stringify(others)).not.toContain(key);
	}
});

const hangUp: Play = (_request, response: ServerResponse) => response.destroy();
const halfAnswer: Play = (_request, response) => {
	response.writeHead(200, { "Content-Length": "1000" });
	response.write('{"items": [', () => response.destroy());
};
const noHttp: Play = (_request, response) => response.socket?.end("SSH-2.0-OpenSSH_9\r\n");

test.each<[string, Play, RegExp, number]>([
	["403", { status: 403, body: "Forbidden" }, /403.*IP allowlist/u, 1],
	["a rate limit", { status: 429, headers: { "Retry-After": "1" } }, /429.*rate limit.*wait 1 s/u, 3],
	["a fault", { status: 500 }, /500.*fault/u, 3],
	["a redirect", { status: 302, headers: { Location: "/elsewhere" } }, /302.*redirect/u, 1],
	["garbage", { status: 200, body: "<html>Sign in to the wifi</html>" }, /no list of domains/u, 1],
	["JSON that is no list", { status: 200, body: '{"items": 3}' }, /no list of domains/u, 1],
	["JSON null", { status: 200, body: "null" }, /no list of domains/u, 1],
	["a proxy's own answer", { status: 407 }, /proxy/u, 1],
	["something unforeseen", { status: 418 }, /418/u, 1],
	["no answer", hangUp, /cut/u, 3],
	["half an answer", halfAnswer, /middle|cut/u, 3],
	["something that is no HTTP", noHttp, /not HTTP/u, 3],
])("%s is unknown, and says why", async (_what, play, why, requests) => {
	us.play(play);
	const verification = await verdictOf();
	expect(verification?.verdict).toBe("unknown");
	const [answer] = verification?.regions ?? [];
	expect(answer).toMatchObject({ region: "US", answer: "unknown", why: expect.stringMatching(why) });
	expect(us.requests).toHaveLength(requests);
});

test("an answer that is too long is not read to its end", async () => {
	const piece = Buffer.alloc(1 << 20, 32);
	us.play((_request, response) => {
		response.writeHead(200);
		const more = () => {
			while (response.write(piece));
			response.once("drain", more);
		};
		more();
	});
	const [answer] = (await verdictOf())?.regions ?? [];
	expect(answer).toMatchObject({ answer: "unknown", why: expect.stringContaining("4 MiB") });
});

test("a server that says nothing is given up", async () => {
	us.play(() => undefined);
	const verification = await verdictOf(classicKey(), { MG_HOOK_VERIFY_TIMEOUT: "0.4" });
	expect(verification?.regions[0]).toMatchObject({ answer: "unknown", why: "no answer within 0.4 s" });
	expect(pauses).toEqual([500, 1000]);
});

test("no connection is unknown", async () => {
	const gone = await fakeMailgun();
	await gone.close();
	const verification = await verdictOf(classicKey(), { MG_HOOK_MAILGUN_US: gone.base });
	expect(verification?.regions[0]).toMatchObject({ answer: "unknown", why: expect.stringContaining("ECONNREFUSED") });
});

test("a fault that passes is asked about again, after the pause that was asked for", async () => {
	us.play({ status: 429, headers: { "Retry-After": "2" } }, { status: 503 }, REFUSED);
	expect((await verdictOf())?.verdict).toBe("refused");
	expect(pauses).toEqual([2000, 1000]);
});

test("a redirect's target gets nothing", async () => {
	const target = await fakeMailgun();
	try {
		for (const status of [301, 302, 303, 307, 308]) {
			us.play({ status, headers: { Location: `${target.base}/v3/domains` } });
			await verdictOf();
		}
		expect(us.requests).toHaveLength(5);
		expect(target.requests).toEqual([]);
	} finally {
		await target.close();
	}
});

test("one region's list is enough: the other one is not waited for", async () => {
	eu.play(() => undefined);
	us.play(LIVE);
	const verification = await verdictOf();
	expect(verification?.verdict).toBe("live");
	expect(verification?.regions[1]).toMatchObject({ answer: "unknown", why: "mg-hook stopped waiting for it" });
});

test("at most four keys are asked about at once, and each gets its own answer", async () => {
	const keys = Array.from({ length: 11 }, () => classicKey());
	let open = 0;
	let most = 0;
	us.play((request, response) => {
		open++;
		most = Math.max(most, open);
		const live = request.headers.authorization === `Basic ${Buffer.from(`api:${keys[7]}`).toString("base64")}`;
		setImmediate(() => {
			open--;
			response.writeHead(live ? 200 : 401).end('{"items": []}');
		});
	});
	const results = await verifyKeys(keys, { environment: { MG_HOOK_MAILGUN_US: us.base, MG_HOOK_MAILGUN_EU: eu.base } });
	expect(results.map(({ verdict }) => verdict === "live")).toEqual(keys.map((_, index) => index === 7));
	expect(most).toBeLessThanOrEqual(4);
	expect(us.requests).toHaveLength(11);
});

test("what the time does not suffice for is unknown, and is not asked", async () => {
	const over = new AbortController();
	us.play((_request, response) => {
		over.abort();
		response.destroy();
	});
	const results = await verifyKeys(
		Array.from({ length: 6 }, () => classicKey()),
		{ environment: { MG_HOOK_MAILGUN_US: us.base, MG_HOOK_MAILGUN_EU: eu.base }, deadline: over.signal },
	);
	expect(results.map(({ verdict }) => verdict)).toEqual(new Array(6).fill("unknown"));
	expect(results[5]?.regions[0]).toMatchObject({ why: expect.stringContaining("not asked") });
	expect(us.requests.length).toBeLessThanOrEqual(4);
});

test.each([
	["MG_HOOK_MAILGUN_US", "nonsense"],
	["MG_HOOK_MAILGUN_US", "http://api.mailgun.net"],
	["MG_HOOK_MAILGUN_EU", "https://user:secret@127.0.0.1"],
	["MG_HOOK_MAILGUN_EU", "ftp://127.0.0.1"],
	["MG_HOOK_VERIFY_TIMEOUT", "soon"],
	["MG_HOOK_VERIFY_TIMEOUT", "-1"],
])("%s=%s is refused and nothing is sent", async (name, value) => {
	await expect(verdictOf(classicKey(), { [name]: value })).rejects.toMatchObject({
		problem: expect.stringContaining(name),
		wayOut: expect.stringContaining("Nothing was sent"),
	});
	expect([...us.requests, ...eu.requests]).toEqual([]);
});
