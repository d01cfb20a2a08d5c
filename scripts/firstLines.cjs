// The first lines of each way in (dist/cli.js, dist/index.js, dist/secretlint.js): an older Node could not
// parse the rest, and would print it. So they stand in a file of their own, in what every Node reads since
// 0.8, and ask for the rest only where it can run. The build sets NEEDED ("20.19"), MAIN (the rest) and
// IS_COMMAND.
/* biome-ignore-all lint/suspicious/noVar: older Nodes read this */
/* biome-ignore-all lint/style/useTemplate: the same */
var found = /^v?(\d+)\.(\d+)/.exec(process.version) || [0, 0, 0];
var needed = NEEDED.split(".");
// A hook counts its answers from 112 (hooks/mg-hook.sh): 115 is this one.
var hooked = process.env.MG_HOOK_ANSWER === "112";
var verb = /^--pre-push/.test(process.argv[3]) ? "push" : "commit";
var what;
if (found[1] - needed[0] < 0 || (found[1] - needed[0] === 0 && found[2] - needed[1] < 0)) {
	// A folder's name is anybody's text.
	what = String(process.execPath).replace(/[^ -~\u00a1-\u1fff\u3000-\ud7ff]/g, "?");
	what += " is Node.js " + process.version.replace("v", "") + ", and mg-hook needs " + NEEDED + " or newer";
	if (IS_COMMAND) {
		if (hooked) what += ", so this " + verb + " cannot be checked for Mailgun keys";
		what += ": put a newer one first on " + (hooked ? "the PATH that git has" : "PATH");
		what += " (nvm use 22, or whatever brought this one)";
		if (hooked) what += "; to " + verb + " once without the check: MG_HOOK=0 git " + verb;
		if (hooked) what += " \u2026 (or git " + verb + " --no-verify)";
		try {
			// biome-ignore lint/style/useNodejsImportProtocol: older Nodes know no such name
			require("fs").writeSync(2, "mg-hook: " + what + ".\n");
		} catch (_closed) {}
		process.exit(hooked ? 115 : 2);
	} else throw new Error(what + ": run this with a newer one.");
}
module.exports = require(MAIN);
