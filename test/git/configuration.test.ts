import { join } from "node:path";
import { allSettings, configurationFile, SETTINGS, settingOf } from "../support/gitSettings.js";
import { inCommittedRepository, PLACE, scannedPlaces, stagedPlaces, WITH_KEY } from "../support/situation.js";
import type { TemporaryRepository } from "../support/temporaryRepository.js";

/** Stages a key in the four ways that may go astray: changed, new, in a subfolder, renamed with an edit. */
function stage(repository: TemporaryRepository): string[] {
	repository.write("settings.env", WITH_KEY);
	repository.write("new.env", WITH_KEY);
	repository.write("sub folder/\u00e9.env", WITH_KEY);
	repository.git("add", ".");
	return [`new.env${PLACE}`, `settings.env${PLACE}`, `sub folder/\u00e9.env${PLACE}`];
}

test.each(SETTINGS.map((settings) => [settings.join(" "), settings] as const))("%s", async (_name, settings) => {
	await inCommittedRepository(async (repository) => {
		for (const setting of settings) {
			const { name, value } = settingOf(setting);
			repository.git("config", name, value);
		}
		// A file monitor that cannot run must not keep the test from staging.
		const expected = stage(repository);
		expect(await stagedPlaces(repository.root)).toEqual(expected);
		// The hook itself runs at the root, wherever git was called.
		expect(await scannedPlaces(join(repository.root, "sub folder"))).toEqual(expected);
	});
});

test("all of them at once, in the user's configuration and in the environment", async () => {
	await inCommittedRepository(async (repository) => {
		const expected = stage(repository);
		const env: NodeJS.ProcessEnv = {};
		for (const [index, { name, value }] of allSettings().entries()) {
			env[`GIT_CONFIG_KEY_${index}`] = name;
			env[`GIT_CONFIG_VALUE_${index}`] = value;
		}
		const user = repository.write("../user.gitconfig", configurationFile(allSettings()));
		expect(await stagedPlaces(repository.root, { GIT_CONFIG_GLOBAL: user })).toEqual(expected);
		expect(await stagedPlaces(repository.root, { GIT_CONFIG_NOSYSTEM: undefined, GIT_CONFIG_SYSTEM: user })).toEqual(
			expected,
		);
		expect(await stagedPlaces(repository.root, { ...env, GIT_CONFIG_COUNT: String(allSettings().length) })).toEqual(
			expected,
		);
	});
});

test.each([
	["GIT_EXTERNAL_DIFF", "false"],
	["GIT_DIFF_OPTS", "-u0"],
	["GIT_DIFF_OPTS", "--unified=99"],
	["GIT_PAGER", "false"],
	["GIT_PAGER_IN_USE", "1"],
	["PAGER", "false"],
	["GIT_CONFIG_PARAMETERS", "'diff.noprefix=true' 'color.ui=always'"],
	["GIT_LITERAL_PATHSPECS", "1"],
	["GIT_TRACE", "1"],
	["GIT_TRACE2", "2"],
	["GIT_TRACE_SETUP", "1"],
	["GIT_OPTIONAL_LOCKS", "0"],
	["GIT_ATTR_NOSYSTEM", "1"],
	["GIT_DEFAULT_HASH", "sha256"],
	["GIT_TEST_INDEX_VERSION", "4"],
	["GIT_COLOR", "always"],
	["GIT_PREFIX", "sub folder/"],
	["TERM", "xterm-256color"],
	["LC_ALL", "tr_TR.UTF-8"],
	["LANGUAGE", "de:fr"],
	["COLUMNS", "1"],
	["LESS", "-X"],
	["EDITOR", "false"],
	["GIT_SSL_CAINFO", "/no/such/file"],
	["GIT_SSH_COMMAND", "false"],
	["GIT_ASKPASS", "false"],
	["GIT_PROXY_COMMAND", "false"],
	["GIT_EDITOR", "false"],
	["GIT_SEQUENCE_EDITOR", "false"],
	["GIT_TEMPLATE_DIR", "/no/such/directory"],
	["DEBUG", "*"],
])("environment: %s=%s", async (name, value) => {
	await inCommittedRepository(async (repository) => {
		const expected = stage(repository);
		expect(await stagedPlaces(repository.root, { [name]: value })).toEqual(expected);
	});
});

test("a split index, and a sparse one of version 4", async () => {
	await inCommittedRepository(async (repository) => {
		repository.git("update-index", "--split-index");
		expect(await stagedPlaces(repository.root)).toEqual([]);
		const expected = stage(repository);
		expect(await stagedPlaces(repository.root)).toEqual(expected);
		repository.git("update-index", "--no-split-index", "--index-version", "4");
		expect(await stagedPlaces(repository.root)).toEqual(expected);
	});
});

test("rename detection and copies find added lines alone", async () => {
	await inCommittedRepository(async (repository) => {
		repository.git("config", "diff.renames", "copies");
		repository.write("old.env", `${"LINE=1\n".repeat(30)}${WITH_KEY}`);
		repository.git("add", ".");
		repository.git("commit", "-qm", "already there");
		repository.git("mv", "old.env", "moved.env");
		expect(await stagedPlaces(repository.root)).toEqual([]);
		repository.write("moved.env", `${WITH_KEY}${"LINE=1\n".repeat(30)}${WITH_KEY}`);
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual([`moved.env${PLACE}`]);
	});
});
