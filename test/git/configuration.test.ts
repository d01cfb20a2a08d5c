import { join } from "node:path";
import { inCommittedRepository, PLACE, stagedPlaces, WITH_KEY } from "../support/situation.js";
import type { TemporaryRepository } from "../support/temporaryRepository.js";

/** Settings that change what `git diff` prints, or how the index is kept; each alone finds the key all the same. */
const SETTINGS: readonly (readonly string[])[] = [
	["color.ui=always", "color.diff=always"],
	["color.diff.new=reverse red", "color.ui=always"],
	["diff.noprefix=true"],
	["diff.mnemonicPrefix=true"],
	["diff.srcPrefix=x/", "diff.dstPrefix=y/"],
	["diff.relative=true"],
	["diff.external=false"],
	["diff.wordRegex=."],
	["diff.orderFile=no/such/file"],
	["diff.orderFile=README"],
	["diff.renames=false"],
	["diff.renames=copies"],
	["diff.renameLimit=1"],
	["diff.interHunkContext=50"],
	["diff.submodule=log"],
	["diff.submodule=diff"],
	["diff.suppressBlankEmpty=true"],
	["diff.algorithm=patience"],
	["diff.algorithm=histogram"],
	["diff.algorithm=minimal"],
	["diff.context=0"],
	["diff.context=50"],
	["diff.indentHeuristic=true"],
	["diff.colorMoved=zebra", "color.ui=always"],
	["diff.wsErrorHighlight=all", "color.ui=always"],
	["diff.ignoreSubmodules=all"],
	["diff.dirstat=lines"],
	["diff.statGraphWidth=1"],
	["diff.autoRefreshIndex=false"],
	["diff.tool=no-such-tool"],
	["diff.noIndex=true"],
	["diff.ignoreCase=true"],
	["core.pager=false"],
	["pager.diff=false"],
	["core.quotePath=false"],
	["core.fsmonitor=true"],
	["core.fsmonitor=/no/such/program"],
	["core.untrackedCache=true"],
	["core.splitIndex=true"],
	["core.preloadIndex=false"],
	["core.bigFileThreshold=1"],
	["core.autocrlf=true"],
	["core.autocrlf=input", "core.safecrlf=true"],
	["core.eol=crlf"],
	["core.whitespace=cr-at-eol,tab-in-indent"],
	["core.ignoreCase=true"],
	["core.precomposeUnicode=true"],
	["core.fileMode=false"],
	["core.symlinks=false"],
	["core.trustctime=false", "core.checkStat=minimal"],
	["core.ignoreStat=true"],
	["core.attributesFile=/no/such/file"],
	["core.commentChar=+"],
	["core.abbrev=40"],
	["core.compression=0"],
	["core.looseCompression=9"],
	["core.multiPackIndex=true"],
	["core.commitGraph=false"],
	["core.warnAmbiguousRefs=false"],
	["core.logAllRefUpdates=false"],
	["core.deltaBaseCacheLimit=1"],
	["core.packedGitLimit=1"],
	["index.version=2"],
	["index.version=4"],
	["index.sparse=true"],
	["index.threads=2"],
	["index.recordEndOfIndexEntries=true"],
	["feature.manyFiles=true"],
	["feature.experimental=true"],
	["log.showSignature=true"],
	["format.pretty=raw"],
	["i18n.logOutputEncoding=UTF-16"],
	["i18n.commitEncoding=ISO-8859-1"],
	["column.ui=always"],
	["advice.statusHints=false"],
	["status.relativePaths=false"],
	["merge.conflictStyle=diff3"],
	["alias.diff=!false"],
	["safe.bareRepository=explicit"],
	["submodule.recurse=true"],
	["grep.lineNumber=true"],
	["trace2.normalTarget=2"],
];

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
			const equals = setting.indexOf("=");
			repository.git("config", setting.slice(0, equals), setting.slice(equals + 1));
		}
		// A file monitor that cannot run must not keep the test from staging.
		const expected = stage(repository);
		expect(await stagedPlaces(repository.root)).toEqual(expected);
		expect(await stagedPlaces(join(repository.root, "sub folder"))).toEqual(expected);
	});
});

test("all of them at once, in the user's configuration and in the environment", async () => {
	await inCommittedRepository(async (repository) => {
		const expected = stage(repository);
		const lines: string[] = [];
		const env: NodeJS.ProcessEnv = {};
		const all = SETTINGS.flat().filter((setting) => !setting.startsWith("core.bigFileThreshold"));
		for (const [index, setting] of all.entries()) {
			const equals = setting.indexOf("=");
			const [section = "", ...rest] = setting.slice(0, equals).split(".");
			const name = rest.pop() ?? "";
			const heading = rest.length === 0 ? section : `${section} "${rest.join(".")}"`;
			lines.push(`[${heading}]`, `\t${name} = "${setting.slice(equals + 1)}"`);
			env[`GIT_CONFIG_KEY_${index}`] = setting.slice(0, equals);
			env[`GIT_CONFIG_VALUE_${index}`] = setting.slice(equals + 1);
		}
		repository.write("../user.gitconfig", lines.join("\n"));
		const user = join(repository.root, "../user.gitconfig");
		expect(await stagedPlaces(repository.root, { GIT_CONFIG_GLOBAL: user })).toEqual(expected);
		expect(await stagedPlaces(repository.root, { GIT_CONFIG_NOSYSTEM: undefined, GIT_CONFIG_SYSTEM: user })).toEqual(
			expected,
		);
		expect(await stagedPlaces(repository.root, { ...env, GIT_CONFIG_COUNT: String(all.length) })).toEqual(expected);
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
