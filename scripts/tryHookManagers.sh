#!/bin/sh
# Tries mg-hook under lefthook, lint-staged and simple-git-hooks, all installed by npm: what
# docs/install.md says to write, and what mg-hook install says where it finds lefthook. Ends with 0
# where all went as it must.
set -eu

# shellcheck source=scripts/tryIt.sh
. "$(dirname "$0")/tryIt.sh"
need npm npx
new_folder
new_repository
install_package lefthook@2.2.2 lint-staged@16.4.0 simple-git-hooks@2.13.1
make_key

try_commits() {
	step "$1: a clean commit"
	echo "$1" >clean.txt
	git add .
	must_pass git commit --quiet --message "clean"

	step "$1: a commit with a key"
	echo "MAILGUN_API_KEY=$key" >.env
	git add .env
	must_block git commit --quiet --message "a key"

	step "$1: a key that is not staged"
	echo "MAILGUN_API_KEY= # $1" >.env
	git add .env
	echo "MAILGUN_API_KEY=$key" >.env
	must_pass git commit --quiet --message "no key"
	grep -q "$key" .env || fail "the change that was not staged is gone"
	git checkout --quiet .env

	step "$1: a key that is staged, and gone from the file"
	echo "MAILGUN_API_KEY=$key" >.env
	git add .env
	git show HEAD:.env >.env
	must_block git commit --quiet --message "a key"
	git reset --quiet --hard
}

shown_in_docs() {
	node -e '
		const [page, language, mark] = process.argv.slice(1);
		const blocks = [...require("fs").readFileSync(page, "utf8").matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
		const found = blocks.find(([, of, text]) => of === language && text.includes(mark));
		if (found === undefined) throw new Error(`${page} shows no ${language} with ${mark}`);
		process.stdout.write(found[2]);
	' "$package/docs/install.md" "$1" "$2"
}

shown_in_docs yaml "sh node_modules/mg-hook/hooks/pre-commit" >lefthook.yml
npx lefthook install >/dev/null
try_commits lefthook

step "lefthook: mg-hook install leaves its hook alone and says what to write instead"
printf 'pre-commit:\n  jobs:\n    - run: "true"\n' >lefthook.yml
npx lefthook install >/dev/null
if npx mg-hook install >"$said" 2>&1; then fail "it wrote into lefthook's hook"; fi
must_say 'lefthook'
sed -n 's/.*Add this to lefthook.yml: \(.*}\).*/\1/p' "$said" >lefthook.yml
try_commits "lefthook, as mg-hook install says"
npx lefthook uninstall >/dev/null
git rm --quiet --force lefthook.yml
git commit --quiet --message "without lefthook"

# Adds what the page shows to package.json.
add_to_manifest() {
	shown_in_docs json "$1" | node -e '
		const [shown, file] = [require("fs").readFileSync(0, "utf8"), "package.json"];
		require("fs").writeFileSync(file, JSON.stringify({ ...JSON.parse(require("fs").readFileSync(file)), ...JSON.parse(shown) }));
	'
}

add_to_manifest "mg-hook check --"
printf '#!/bin/sh\nnpx lint-staged\n' >.git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
try_commits lint-staged
rm .git/hooks/pre-commit

add_to_manifest '"simple-git-hooks"'
npx simple-git-hooks >/dev/null
try_commits simple-git-hooks

done_well
