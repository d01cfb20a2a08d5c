#!/bin/sh
# Installs the package as a person does, with npm, from a tarball, into a repository elsewhere, and
# makes one commit that must be stopped and one that must pass. Takes a minute or two where npm compiles
# re2. Ends with 0 where all went as it must.
set -eu

package=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.com
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE MG_HOOK

fail() {
	echo "tryPackage: $1" >&2
	exit 1
}

tarball=$folder/$(cd "$package" && npm pack --silent --pack-destination "$folder")
git init --quiet "$folder/repository"
cd "$folder/repository"
npm init -y >/dev/null
npm install --save-dev --no-audit --no-fund "$tarball"
npx mg-hook install
echo node_modules >.gitignore
git add .
git commit --quiet --message "first" || fail "a clean commit was stopped"

# Made here: no key may stand in a file of this package.
key=key-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "MAILGUN_API_KEY=$key" >.env
git add .env
if git commit --quiet --message "a key" 2>report; then fail "a commit with a key passed"; fi
cat report
grep -q "mg-hook stopped this commit" report || fail "the commit was stopped by something else"
if grep -q "$key" report; then fail "the report shows the key"; fi
[ "$(git log --oneline | wc -l)" -eq 1 ] || fail "a stopped commit is in the history"

echo "MAILGUN_API_KEY=" >.env
git add .env
git commit --quiet --message "no key" || fail "a clean commit was stopped"
echo "tryPackage: installed by npm; a commit with a key was stopped, one without passed."
