import { ourPartOf } from "../../src/doctor/hookText.js";
import { hookBlock, newHook } from "../../src/install/hookBlock.js";

const RUN = "sh node_modules/mg-hook/hooks/pre-commit";
const block = hookBlock("node_modules/mg-hook", false);
const part = (hook: string, endsAtFailure = false) => ourPartOf(hook, { endsAtFailure });

test("a hook without mg-hook holds none of it, and a torn block is broken", () => {
	for (const hook of ["", "#!/bin/sh\nnpm test\n", `#!/bin/sh\n# ${RUN}\n`]) expect(part(hook)).toBe("none");
	expect(part(`#!/bin/sh\n${block.split("\n").slice(0, -1).join("\n")}\n`)).toBe("broken");
	expect(part(`#!/bin/sh\n${block}\n${block}\n`)).toBe("broken");
});

test("what install makes is the block alone, and is run as a whole", () => {
	expect(part(newHook("node_modules/mg-hook"))).toEqual({
		kind: "block",
		reached: "always",
		isLost: false,
		isAlone: true,
		script: expect.stringContaining("# <<< mg-hook <<<"),
	});
	expect(part(`#!/bin/sh\n${block}\nnpm test\n`)).toMatchObject({
		isAlone: false,
		reached: "always",
		script: `${block}\n`,
	});
});

test.each([
	["always", "npm test"],
	["always", "exec 2>&1"],
	["always", "exec </dev/tty"],
	["always", "if [ -t 1 ]; then\n  echo hi\nfi"],
	[
		"always",
		'if [ "$SKIP_SIMPLE_GIT_HOOKS" = "1" ]; then\n    exit 0\nfi\nif [ -f "$SIMPLE_GIT_HOOKS_RC" ]; then\n    . "$SIMPLE_GIT_HOOKS_RC"\nfi',
	],
	["never", "exit 0"],
	["never", "npm test\nexit"],
	["never", "exec npm test"],
	["maybe", '[ -n "$CI" ] && exit 0'],
	["maybe", "npm test || exit 1"],
	["maybe", 'if [ -n "$CI" ]; then\n  exit 0\nfi'],
	["maybe", "if true; then"],
	["always", "if [ -t 1 ]\nthen\n  echo a\nelif true; then\n  echo b\nfi\nfor f in a; do echo; done"],
	["always", "cat <<END\nhello\nEND"],
	["maybe", "cat >/dev/null <<'END'"],
	["maybe", "trap 'exit 0' EXIT"],
	["maybe", "MG_HOOK=0; export MG_HOOK"],
	["maybe", "export GIT_INDEX_FILE=/nowhere"],
	["maybe", "sh() { true; }"],
	["maybe", "git diff --cached --name-only -- '*.js' | while read -r file; do"],
])("behind other lines it is reached: %s %j", (reached, before) => {
	expect(part(`#!/bin/sh\n${before}\n${block}\n`)).toMatchObject({ kind: "block", reached });
	expect(part(`#!/bin/sh\n${before}\n${RUN} || exit $?\n`)).toMatchObject({ kind: "command", reached });
});

test.each([
	["always", `cd x && ${RUN}`],
	["always", `sh "$(git rev-parse --show-toplevel)/node_modules/mg-hook/hooks/pre-commit" || exit`],
	["always", `CI=1 npx --no mg-hook check`],
	["always", `echo "mg-hook check"\n${RUN}`],
	["maybe", `(${RUN} || exit 1)\ntrue`],
	["maybe", `(${RUN} || exit 1) &`],
	["maybe", `[ -z "$CI" ] || ${RUN}`],
	["maybe", `echo ${RUN}`],
	["maybe", `: ${RUN}`],
	["maybe", `X='${RUN}'`],
	["maybe", `true # ${RUN}`],
	["maybe", `! ${RUN}`],
	["maybe", `MG_HOOK=0 ${RUN}`],
])("a line that need not run it is a doubt: %s %j", (reached, line) => {
	expect(part(`#!/bin/sh\n${line}\n`)).toMatchObject({ kind: "command", reached });
});

test.each([
	[false, `${RUN}\n`],
	[false, `if ! ${RUN}; then\n\techo no\n\texit 1\nfi\nnpm test\n`],
	[false, `npm test\n${RUN}\n`],
	[true, `${RUN}\nnpm test\n`],
	[false, `${RUN} || exit $?\nnpm test\n`],
	[false, `${RUN} || exit\nnpm test\n`],
	[false, `${RUN} || { echo no; exit 1; }\nnpm test\n`],
	[true, `${RUN} || exit 0\nnpm test\n`],
	[true, `${RUN} || true\n`],
	[true, `${RUN} || :\n`],
	[true, `${RUN} &\n`],
	[true, `${RUN} | tee log\n`],
	[false, `set -e\n${RUN}\nnpm test\n`],
	[false, `set -euo pipefail\n${RUN}\nnpm test\n`],
	[true, `set -e\n${RUN} || true\n`],
	[false, `${RUN} && npm test\n`],
	[true, `set -e\n${RUN} && npm test\necho done\n`],
	[true, `${RUN}; npm test\n`],
	[false, `printf x | ${RUN}\n`],
	[false, "npx mg-hook check --staged\n"],
	[true, "mg-hook check --staged\nnpx lint-staged\n"],
])("its exit code is lost: %s in %j", (isLost, hook) => expect(part(`#!/bin/sh\n${hook}`)).toMatchObject({ isLost }));

test("under husky the first failure ends the hook", () => {
	expect(part(`${RUN}\nnpm test\n`, true)).toMatchObject({ isLost: false });
	expect(part(`#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\n${RUN}\n`, true)).toMatchObject({
		isAlone: true,
		reached: "always",
	});
	expect(part(`#!/bin/sh -e\n${RUN}\nnpm test\n`)).toMatchObject({ isLost: false });
});

test.each([
	[RUN, `${RUN} || exit $?`],
	["mg-hook check --staged", "mg-hook check --staged"],
	["mg-hook check", "exec mg-hook check && npm test"],
	["sh 'a b/node_modules/mg-hook/hooks/commit-msg' \"$@\"", "sh 'a b/node_modules/mg-hook/hooks/commit-msg' \"$@\""],
	['mg-hook check --commit-msg "$1"', 'mg-hook check --commit-msg "$1"'],
	[undefined, "npx mg-hook check"],
	[undefined, "mg-hook check $(rm -rf x)"],
	[undefined, "mg-hook check `rm -rf x`"],
	[undefined, "rm -rf x; mg-hook check"],
	[undefined, "mg-hook check; rm -rf x"],
	[undefined, "mg-hook check | rm -rf x"],
	[undefined, "mg-hook check > x"],
	[undefined, 'sh "$(rm -rf x)/mg-hook/hooks/pre-commit"'],
	[undefined, "A=$(rm x) mg-hook check"],
])("what is run apart is %j of %j", (script, line) => {
	const found = part(`#!/bin/sh\n${line}\n`);
	expect(found).toMatchObject({ kind: "command", script: script === undefined ? undefined : `${script}\n` });
});
