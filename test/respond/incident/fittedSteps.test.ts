import { REMEDIATION_STEPS } from "../../../src/guidance/steps.js";
import { unmarked } from "../../../src/output/marked.js";
import { type FittedStep, fittedSteps, rewritingHistory } from "../../../src/respond/incident/fittedSteps.js";
import type { Incident } from "../../../src/respond/incident/incident.js";
import type { ManagerId } from "../../../src/respond/incident/secretStores.js";
import { type FakeMailgun, fakeMailgun, spawnBeside } from "../../support/fakeMailgun.js";
import { currentKey } from "../../support/madeUpKeys.js";
import { incident } from "../../support/sampleIncident.js";
import { run, temporaryRepository } from "../../support/temporaryRepository.js";

const MANAGERS: readonly ManagerId[] = ["vault", "aws", "gcp", "azure", "doppler", "sops", "1password"];
const everything = incident(
	{
		managers: MANAGERS.map((id) => ({ id, name: id, files: ["x"] })),
		users: [{ path: "it's.yml", kind: "CI" }],
		names: ["MAILGUN_API_KEY", "mailgun key's"],
	},
	{ workTree: [{ path: "it's/.env", spellings: ["plain"], lines: [1] }], loose: 1 },
);

const commandsOf = (steps: readonly Pick<FittedStep, "commands">[]) =>
	steps.flatMap(({ commands }) => commands.map(({ command }) => command));
const ALL = [
	...commandsOf(fittedSteps(everything)),
	...commandsOf([rewritingHistory(everything)].filter((step) => step !== undefined)),
];

test("they are the eight documented steps, in their order, each with something to tick", () => {
	const steps = fittedSteps(incident());
	expect(steps.map(({ number, title }) => [number, title])).toEqual(
		REMEDIATION_STEPS.map(({ title }, index) => [index + 1, title]),
	);
	for (const { checks } of steps) expect(checks.length).toBeGreaterThan(0);
});

test.each(ALL)("a shell reads %s", (command) => {
	expect(run("sh", ["-n", "-c", command])).toMatchObject({ code: 0, stderr: "" });
});

test.each(ALL.filter((command) => /_KEY"/u.test(command)))("no program gets a key as an argument: %s", (command) => {
	// printf is built into the shell; behind its pipe no key may come.
	const [, ...programs] = command.split(" | ");
	expect(command).toMatch(/^printf /u);
	expect(programs.join(" | ")).not.toMatch(/\$\{?(?:MAILGUN_ADMIN|NEW|LEAKED)_KEY/u);
});

describe("curl asks what the documentation says", () => {
	let mailgun: FakeMailgun;
	beforeEach(async () => {
		mailgun = await fakeMailgun();
	});
	afterEach(() => mailgun.close());

	test.each([
		["/v1/keys ", "GET /v1/keys", ""],
		["DELETE", "DELETE /v1/keys/the-id", ""],
		[
			"analytics",
			"POST /v1/analytics/logs",
			'"start":"Tue, 03 Feb 2026 04:05:06 +0000","end":"Fri, 13 Feb 2026 04:05:06 +0000"',
		],
		["events?", "GET /v3/example.com/events?begin=1770091506&end=1770955506&limit=300", ""],
		["role=sending", "POST /v1/keys", 'name="role"\r\n\r\nsending\r\n'],
		["role=sending", "POST /v1/keys", 'name="domain_name"\r\n\r\nexample.com\r\n'],
		["address=", "POST /v2/ip_whitelist", 'name="address"\r\n\r\n192.0.2.1\r\n'],
		["/v3/routes", "GET /v3/routes", ""],
	])("%s: %s", async (part, asked, body) => {
		const command = ALL.map((line) => `${line} `).find((line) => line.includes(part)) ?? "";
		const key = currentKey();
		let got = "";
		mailgun.play((request, response) => {
			request.on("data", (piece: Buffer) => {
				got += piece.toString("latin1");
			});
			request.on("end", () => response.end("{}"));
		});
		const { code } = await spawnBeside("sh", ["-c", command.replaceAll("https://api.mailgun.net", mailgun.base)], {
			env: { MAILGUN_ADMIN_KEY: key, KEY_ID: "the-id", MAILGUN_DOMAIN: "example.com", SENDER_ADDRESS: "192.0.2.1" },
		});
		expect(code).toBe(0);
		expect(mailgun.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([asked]);
		expect(mailgun.requests[0]?.key).toBe(key);
		expect(got).toContain(body);
	});
});

test("the .gitignore line ignores exactly that file, whatever its name", () => {
	const repository = temporaryRepository();
	try {
		for (const path of ["it's/.env", "[x] *!/.env", ".env"]) {
			repository.write(path, "x\n");
			repository.git("add", "-f", "--", path);
			const steps = fittedSteps(incident({}, { workTree: [{ path, spellings: ["plain"], lines: [1] }] }));
			const command = commandsOf(steps).find((line) => line.includes(".gitignore")) ?? "";
			expect(run("sh", ["-c", command], { cwd: repository.root }).code).toBe(0);
			expect(repository.tryGit(["check-ignore", "--", path]).code).toBe(0);
			expect(repository.git("ls-files", "--", path)).toBe("");
		}
		expect(repository.tryGit(["check-ignore", "other/.env"]).code).toBe(1);
	} finally {
		repository.remove();
	}
});

test("the window is filled in, and where none is known it says so", () => {
	const facts = (of: Incident) => fittedSteps(of)[1]?.facts.map(unmarked).join("\n");
	expect(facts(incident())).toContain("2026-02-03 04:05 UTC to 2026-02-13 04:05 UTC, 10 days");
	const unknown = incident({ window: { state: "local", from: undefined, to: "2026-02-13T04:05:06.000Z", basis: "" } });
	expect(facts(unknown)).toContain("No commit tells when the exposure began");
});

test("a name that is no name of a variable gets into no command", () => {
	const steps = fittedSteps(incident({ names: ["x; rm -rf ~", "$(id)"] }));
	for (const command of commandsOf(steps)) {
		expect(command.replaceAll("'x; rm -rf ~'", "").replaceAll("'$(id)'", "")).not.toMatch(/rm -rf|\$\(id\)/u);
	}
});

test("a webhook signing key is not deleted in the list of API keys", () => {
	const [revoke, , , rotate] = fittedSteps(incident({}, { ruleId: "mailgun-webhook-signing-key" }));
	expect(revoke?.action).toContain("webhook signing key");
	expect(rotate?.commands).toEqual([]);
});

test("rewriting history: nothing about it where no commit has the key, and revoking first where one has", () => {
	expect(rewritingHistory(incident({}, { introducing: [] }))).toBeUndefined();
	const pushed = rewritingHistory(incident());
	expect(pushed?.facts[0]).toContain("First revoke and rotate");
	expect(pushed?.facts.join()).toContain("Clones, forks");
	const local = rewritingHistory(incident({}, { pushed: { state: "no-remotes" } }));
	expect(local?.commands.map(({ command }) => command).join()).not.toContain("push --force");
});
