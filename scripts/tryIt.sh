# shellcheck shell=sh
# What scripts/try*.sh share: a throw-away folder, a repository without the user's configuration,
# and commands that must pass or must be stopped for a key. Sourced, under set -eu.

# shellcheck disable=SC2034 # for the scripts
package=$(cd "$(dirname "$0")/.." && pwd)
name=$(basename "$0" .sh)
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.com
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE MG_HOOK MG_HOOK_SILENT HUSKY CI

fail() {
	echo "$name: $1" >&2
	[ ! -s "${said-}" ] || sed 's/^/  | /' "$said" >&2
	exit 1
}

# 77 is what test harnesses take for "not run".
need() {
	for program; do
		command -v "$program" >/dev/null || {
			echo "$name: not tried, since there is no $program here." >&2
			exit 77
		}
	done
}

new_folder() {
	folder=$(mktemp -d)
	said=$folder/said
	trap 'rm -rf "$folder"' EXIT
	trap 'exit 130' INT TERM
}

new_repository() {
	git init --quiet --initial-branch main "$folder/repository"
	cd "$folder/repository" || exit
}

# Packs this checkout, as built, and installs it with npm into the repository, without compiling re2.
install_package() {
	npm init -y >/dev/null
	echo node_modules >.gitignore
	# shellcheck disable=SC2086 # more packages
	npm install --save-dev --ignore-scripts --no-audit --no-fund --loglevel error \
		"$folder/$(cd "$package" && npm pack --ignore-scripts --silent --pack-destination "$folder")" "$@"
}

# Made here: no key may stand in a file of this package.
make_key() {
	key=key-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
}

step() {
	echo "$name: $1"
}

must_pass() {
	"$@" >"$said" 2>&1 || fail "ended with $?: $*"
}

must_block() {
	if "$@" >"$said" 2>&1; then fail "passed with a key: $*"; fi
	if grep -q "$key" "$said"; then fail "showed the key: $*"; fi
	grep -q 'key-….*…\|key-[0-9a-f]*…' "$said" || fail "was stopped by something else than a key: $*"
}

must_say() {
	grep -Eq -e "$1" "$said" || fail "did not say $1"
}

done_well() {
	echo "$name: all went as it must."
}
