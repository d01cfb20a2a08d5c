#!/bin/sh
# Tries .pre-commit-hooks.yaml with the real pre-commit: has it install HEAD of this checkout, as
# people have it install a release, and runs it on a throw-away repository. No compiler is on PATH
# when it installs. Ends with 0 where all went as it must, with 77 where there is no pre-commit.
set -eu

# shellcheck source=scripts/tryIt.sh
. "$(dirname "$0")/tryIt.sh"
need pre-commit
new_folder
export PRE_COMMIT_HOME="$folder/cache" HOME="$folder/home"
mkdir "$HOME"
# Stand-ins that fail, as a compiler that is not there does.
mkdir "$folder/bin"
for program in cc c++ gcc g++ clang clang++ make; do
	printf '#!/bin/sh\necho "%s: not to be had here" >&2\nexit 127\n' "$program" >"$folder/bin/$program"
	chmod +x "$folder/bin/$program"
done
export PATH="$folder/bin:$PATH"
# What is installed is what is committed.
git clone --quiet "$package" "$folder/mg-hook"

new_repository
cat >.pre-commit-config.yaml <<END
repos:
  - repo: $folder/mg-hook
    rev: $(git -C "$folder/mg-hook" rev-parse HEAD)
    hooks:
      - id: mg-hook
        language_version: system
END
echo "clean" >"a file.txt"
git add .
pre-commit install >/dev/null
step "a clean commit, with the installation before it"
must_pass git commit --quiet --message "first"

step "a commit with a key"
make_key
echo "MAILGUN_API_KEY=$key" >.env
git add .env
must_block git commit --quiet --message "a key"
must_say '^ *\.env:1:'

step "a key that is not staged"
echo "MAILGUN_API_KEY=" >.env
git add .env
echo "MAILGUN_API_KEY=$key" >.env
must_pass git commit --quiet --message "no key"
git checkout --quiet .env

step "files whose names are options"
echo "MAILGUN_API_KEY=$key" >./--help
git add .
must_block pre-commit run
must_say '^ *--help:1:'
git rm --quiet --force -- --help

step "run with nothing staged has nothing to read; --all-files reads what was committed before"
printf 'MAILGUN_API_KEY=%s\n' "$key" | iconv -t UTF-16 >windows.ps1
git add .
git commit --quiet --no-verify --message "before mg-hook was there"
must_pass pre-commit run
must_block pre-commit run --all-files
must_say '^ *windows\.ps1:1:'

step "--from-ref and --to-ref read the files that changed between them"
must_block pre-commit run --from-ref HEAD~1 --to-ref HEAD
must_say '^ *windows\.ps1:1:'
must_pass pre-commit run --from-ref HEAD~2 --to-ref HEAD~1

step "a key in a commit message, and in the diff that --verbose puts below it"
cat >>.pre-commit-config.yaml <<END
      - id: mg-hook-commit-msg
        language_version: system
      - id: mg-hook-pre-push
        language_version: system
        stages: [push]
END
git rm --quiet windows.ps1
git add .
pre-commit install --hook-type commit-msg --hook-type pre-push >/dev/null
must_block git commit --quiet --message "MAILGUN_API_KEY=$key"
must_pass env GIT_EDITOR="sed -i '1s/^/without the key/'" git commit --quiet --verbose

step "a push of a history with a key that is gone from the files"
git init --quiet --bare "$folder/remote"
git remote add origin "$folder/remote"
must_block git push --quiet origin main
must_say 'windows\.ps1:1:'

step "a push of clean commits, and of one that adds a key with one that takes it out"
git push --quiet --no-verify origin main
git commit --quiet --allow-empty --message "clean"
must_pass git push --quiet origin main
echo "MAILGUN_API_KEY=$key" >.env
git commit --quiet --no-verify --all --message "a key"
echo "MAILGUN_API_KEY=" >.env
git commit --quiet --all --message "no key"
must_block git push --quiet origin main
must_say '\.env:1:'

step "mg-hook install leaves its hook alone, and sees that it works"
must_pass node "$package/dist/cli.js" install
must_say 'pre-commit has it for the pre-commit hook already'
must_say 'stopped a made-up key'

done_well
