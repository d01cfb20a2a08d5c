#!/bin/sh
# Runs the steps of action.yml as GitHub's runner does, the installation by npm with them, on a pull
# request that adds a key. Takes a minute. Ends with 0 where all went as it must.
set -eu

# shellcheck source=scripts/tryIt.sh
. "$(dirname "$0")/tryIt.sh"
need bash npm
new_folder
new_repository
make_key
echo "clean" >clean.txt
git add .
git commit --quiet --message "base"
echo "MAILGUN_API_KEY=$key" >.env
git add .env
git commit --quiet --message "head"

# Scripts and variables of a step, where the runner would have put the inputs in.
step_of_action() {
	node -e '
		const { parse } = require(process.argv[1] + "/node_modules/yaml");
		const action = parse(require("fs").readFileSync(process.argv[1] + "/action.yml", "utf8"));
		process.stdout.write(action.runs.steps[process.argv[2]].run);
	' "$package" "$1" >"$folder/step$1.sh"
}
step_of_action 0
step_of_action 1

export RUNNER_TEMP="$folder/runner" GITHUB_ACTION_PATH="$package" GITHUB_OUTPUT="$folder/outputs"
export GITHUB_STEP_SUMMARY="$folder/summary" CI=true
mkdir "$RUNNER_TEMP"
step "the step that installs"
PACKAGE=$folder/$(cd "$package" && npm pack --ignore-scripts --silent --pack-destination "$folder")
export PACKAGE
must_pass bash --noprofile --norc -eo pipefail "$folder/step0.sh"

step "the step that checks"
CHECK='' SARIF=mg-hook.sarif FAIL=true EVENT=pull_request BASE=$(git rev-parse HEAD~1) HEAD=$(git rev-parse HEAD)
export CHECK SARIF FAIL EVENT BASE HEAD
must_block bash --noprofile --norc -eo pipefail "$folder/step1.sh"
must_say '^::error .*file=\.env'
grep -q '^exit-code=1$' "$GITHUB_OUTPUT" || fail "the output is not there"
[ -s mg-hook.sarif ] || fail "there is no SARIF report"
[ -s "$GITHUB_STEP_SUMMARY" ] || fail "there is no summary"
if grep -q "$key" mg-hook.sarif "$GITHUB_STEP_SUMMARY"; then fail "a report shows the key"; fi

BASE=$HEAD
must_pass bash --noprofile --norc -eo pipefail "$folder/step1.sh"
done_well
