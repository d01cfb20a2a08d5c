# shellcheck shell=sh disable=SC2154 # the hook sets them
# What the hooks share; each sources this with
#   $hooks    this folder
#   $checked  what it checks, for a person: "this commit"
#   $verb     what git is about to do: "commit" or "push"

if [ "${MG_HOOK-}" = 0 ]; then
	echo "mg-hook: skipped (MG_HOOK=0): $checked was not checked for Mailgun keys." >&2
	exit 0
fi

# Ends the hook so that git stops.
cannot_check() {
	echo "mg-hook: $1; to $verb once without the check: MG_HOOK=0 git $verb … (or git $verb --no-verify)." >&2
	exit 2
}

# Ends the hook with the exit code of `mg-hook check`, given its flag.
run_check() {
	[ -f "$hooks/../dist/cli.js" ] ||
		cannot_check "mg-hook is not whole (there is no dist/cli.js beside $hooks), so $checked cannot be checked for Mailgun keys: run npm install"
	command -v node >/dev/null ||
		cannot_check "Node.js is not on PATH, so $checked cannot be checked for Mailgun keys: install Node.js 20.19 or newer, or put it on PATH"
	export MG_HOOK_SILENT=1
	note=$(git rev-parse --git-path mg-hook-checked 2>/dev/null) || note=
	if [ -n "${MG_HOOK_GLOBAL-}" ] && [ -n "$note" ] && may_lead_here_again; then
		content=$(content_of "$1") || content=
		code=0
		node "$hooks/../dist/cli.js" check "$1" || code=$?
		[ -z "$content" ] || echo "$MG_HOOK_GLOBAL $code $content $1" >"$note" || :
		exit "$code"
	fi
	[ ! -f "$note" ] || answer_again "$1"
	exec node "$hooks/../dist/cli.js" check "$1"
}

# A hook in git's configuration (mg-hook install --global) runs before the repository's own, which may
# lead here too. Then the first one, which knows git's process (MG_HOOK_GLOBAL), notes what it found, and
# the second one says the same again, without a word, if that git is still at work and has the same in hand.
may_lead_here_again() {
	own=$(git rev-parse --git-path hooks) || return 1
	for name in pre-commit pre-merge-commit commit-msg pre-push; do
		[ ! -f "$own/$name" ] || return 0
	done
	return 1
}

answer_again() {
	IFS=' ' read -r git code content flag <"$note" || return 0
	rm -f "$note"
	[ "$flag" = "$1" ] && kill -0 "$git" 2>/dev/null && [ "$content" = "$(content_of "$1")" ] || return 0
	exit "$code"
}

# Prints what tells one content from another: what is staged, and on what; the message; or the refs of a push.
content_of() {
	case $1 in
	--staged)
		index=${GIT_INDEX_FILE-}
		[ -n "$index" ] || index=$(git rev-parse --git-path index) || return 1
		head=$(git rev-parse --quiet --verify HEAD) || head=none
		index=$(git hash-object --no-filters -- "$index" 2>/dev/null) || return 1
		echo "$head-$index"
		;;
	--commit-msg=*) git hash-object --no-filters -- "${1#*=}" 2>/dev/null ;;
	*) printf '%s\n' "$refs" | git hash-object --stdin ;;
	esac
}
