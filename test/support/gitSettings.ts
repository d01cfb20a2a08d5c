/** Settings of git that change what it prints or how it keeps the index. None may change what mg-hook finds. */
export const SETTINGS: readonly (readonly string[])[] = [
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
	["log.showRoot=false"],
	["log.diffMerges=off"],
	["log.follow=true"],
	["log.mailmap=false"],
	["log.abbrevCommit=true"],
	["log.date=relative"],
	["log.decorate=full"],
	["log.excludeDecoration=*"],
	["grep.lineNumber=true"],
	["grep.column=true"],
	["grep.fullName=true"],
	["grep.patternType=perl"],
	["grep.extendedRegexp=true"],
	["grep.fallbackToNoIndex=true"],
	["grep.threads=1"],
	["trace2.normalTarget=2"],
];

export interface Setting {
	name: string;
	value: string;
}

/** `name=value` apart. */
export function settingOf(setting: string): Setting {
	const equals = setting.indexOf("=");
	return { name: setting.slice(0, equals), value: setting.slice(equals + 1) };
}

/** All of them, for one repository; git would take every file for binary with a threshold of 1. */
export function allSettings(): Setting[] {
	return SETTINGS.flat()
		.filter((setting) => !setting.startsWith("core.bigFileThreshold"))
		.map(settingOf);
}

/** Settings as a file that `GIT_CONFIG_GLOBAL` can name. */
export function configurationFile(settings: readonly Setting[]): string {
	return settings
		.map(({ name, value }) => {
			const [section = "", ...rest] = name.split(".");
			const key = rest.pop() ?? "";
			const heading = rest.length === 0 ? section : `${section} "${rest.join(".")}"`;
			return `[${heading}]\n\t${key} = "${value}"\n`;
		})
		.join("");
}
