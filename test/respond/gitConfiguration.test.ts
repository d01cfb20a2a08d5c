import { type Incident, investigate } from "../../src/respond/incident/incident.js";
import { findPushedBefore } from "../../src/respond/search/pushedBefore.js";
import { type DatedRepository, datedRepository } from "../support/checked.js";
import { allSettings, configurationFile, SETTINGS } from "../support/gitSettings.js";
import { classicKey } from "../support/madeUpKeys.js";
import { runMgHook } from "../support/runMgHook.js";
import { hermeticEnvironment } from "../support/temporaryRepository.js";

// What the user's git is set up to print must not change what a search finds: each of its calls to
// git has the fixed options.

const key = classicKey();
const ruleId = "mailgun-private-key";
const now = new Date("2026-11-25T12:00:00Z");
let repository: DatedRepository;
let user: string;
let plain: Incident;

/** Runs with the user's configuration of git that `user` names. */
async function configured<Result>(settings: string, act: () => Promise<Result>): Promise<Result> {
	const before = process.env;
	repository.write("../user.gitconfig", settings);
	process.env = hermeticEnvironment({ GIT_CONFIG_GLOBAL: user });
	try {
		return await act();
	} finally {
		process.env = before;
	}
}

const incidentUnder = (settings: string) =>
	configured(settings, () => investigate(repository.root, { secret: key, ruleId }, now));
const pushedUnder = (settings: string) =>
	configured(settings, () =>
		findPushedBefore(repository.root, new Map([["mark", key]]), { paths: ["app.env"], budget: 60_000 }),
	);

beforeAll(async () => {
	repository = datedRepository();
	user = repository.write("../user.gitconfig", "");
	repository.write("other.txt", "nothing\n");
	repository.write("app.env", `A=1\nMAILGUN_API_KEY=${key}\n`);
	repository.commit("add");
	repository.git("branch", "side");
	repository.write("app.env", "A=1\n");
	repository.commit("take out");
	repository.git("checkout", "-q", "side");
	repository.write("moved/app.env", `MAILGUN_API_KEY=${key}\n`);
	repository.commit("on the side");
	repository.git("checkout", "-q", "main");
	repository.later("merge", "-q", "--no-ff", "-m", "merge", "side");
	repository.git("tag", "-a", "-m", `with ${key}`, "v1");
	repository.git("update-ref", "refs/remotes/origin/main", "main");
	repository.git("remote", "add", "origin", "https://example.com/example.git");
	repository.write("staged.env", `MAILGUN_API_KEY=${key}\n`);
	repository.git("stash", "push", "-q", "--include-untracked");
	repository.write("staged.env", `MAILGUN_API_KEY=${key}\n`);
	repository.git("add", "staged.env");
	plain = await incidentUnder("");
});
afterAll(() => repository.remove());

test("without any, it is found wherever it is", () => {
	expect(plain.where.history.map(({ path }) => path).sort()).toEqual(["app.env", "moved/app.env", "staged.env"]);
	expect(plain.where).toMatchObject({ tagMessages: 1, stashes: ["stash@{0}"], pushed: { state: "pushed" } });
	expect(plain.where.index.map(({ path }) => path)).toEqual(["moved/app.env", "staged.env"]);
	expect(plain.names).toEqual(["MAILGUN_API_KEY"]);
});

const single = SETTINGS.filter(([setting = ""]) => /^(?:log|grep|diff\.orderFile|i18n|format|column)/u.test(setting));

test.each([...single.map((settings) => [settings.join(" "), settings] as const), ["all at once", undefined] as const])(
	"%s",
	async (_name, settings) => {
		const wanted =
			settings === undefined
				? allSettings()
				: allSettings().filter(({ name, value }) => settings.includes(`${name}=${value}`));
		expect(wanted.length).toBeGreaterThan(0);
		const file = configurationFile(wanted);
		expect(await incidentUnder(file)).toEqual(plain);
		expect((await pushedUnder(file)).get("mark")).toMatchObject({ state: "pushed" });
	},
);

test("a commit that is stopped says that its key is in pushed history, whatever order of files is asked for", () => {
	repository.write("../user.gitconfig", "[diff]\n\torderFile = no/such/file\n");
	const { stdout, code } = runMgHook(repository.root, ["check"], {
		env: { GIT_CONFIG_GLOBAL: user, MG_HOOK_PUSHED_TIMEOUT: "60" },
	});
	expect(code).toBe(1);
	expect(stdout).toContain("is already in pushed history");
	expect(stdout).not.toContain("has not leaked");
});
