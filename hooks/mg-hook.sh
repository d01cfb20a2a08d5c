# shellcheck shell=sh disable=SC2154 # the hook sets them
# What the hooks share; each sources this with
#   $hooks    this folder
#   $checked  what it checks, for a person: "this commit"
#   $verb     what git is about to do: "commit" or "push"
#   $MG_HOOK_NODE  a Node.js to take where PATH has none, or too old a one; may be unset

if [ "${MG_HOOK-}" = 0 ]; then
	echo "mg-hook: skipped (MG_HOOK=0): $checked was not checked for Mailgun keys." >&2
	exit 0
fi

# Ends the hook so that git stops.
cannot_check() {
	take_note 2
	printf '%s\n' "mg-hook: $1; to $verb once without the check: MG_HOOK=0 git $verb … (or git $verb --no-verify)." >&2
	exit 2
}

# Ends the hook with the exit code of `mg-hook check`, given its flag.
run_check() {
	answer_again "$1"
	cli=$hooks/../dist/cli.js
	[ -f "$cli" ] ||
		cannot_check "mg-hook is not whole (there is no dist/cli.js beside $hooks), so $checked cannot be checked for Mailgun keys: install it anew (one from Git with its scripts: not --ignore-scripts; in a clone of mg-hook, run npm run build)"
	node=node
	is_there "$node" || node=nodejs
	is_there "$node" || node=${MG_HOOK_NODE-}
	is_there "$node" ||
		cannot_check "Node.js is not on PATH, so $checked cannot be checked for Mailgun keys: install Node.js 20.19 or newer, or put it on the PATH that git has (a graphical program may have another one than a terminal)"
	ask "$1"
	if [ "$ended" = 115 ] && [ "$node" != "${MG_HOOK_NODE-}" ] && is_there "${MG_HOOK_NODE-}"; then
		node=$MG_HOOK_NODE
		ask "$1"
	fi
	case $ended in
	112 | 113 | 114) answer=$((ended - 112)) ;;
	115) answer=2 ;;
	# Somebody ended it.
	129 | 130 | 143) answer=$ended ;;
	*) no_answer ;;
	esac
	say_on
	take_note "$answer"
	exit "$answer"
}

is_there() {
	[ -n "$1" ] && command -v "$1" >/dev/null 2>&1
}

# Runs Node. Its exit code, in $ended, may be that of anything: of a Node that does not start, of a
# wrapper, of a signal. So an answer of mg-hook counts from 112: 112 clean, 113 a key, 114 not checked,
# as it has said, 115 this Node is too old. What comes on standard error waits in $said until it is
# known to be mg-hook's own; only a long push shows its progress there.
ask() {
	export MG_HOOK_SILENT=1 MG_HOOK_ANSWER=112
	# The signal is for Node, which says how far it came; without a trap, this shell would not wait for it.
	trap : INT
	said=
	ended=0
	if [ "$verb" = push ] && [ -t 2 ]; then
		"$node" "$cli" check "$1" || ended=$?
	else
		# No exec: ksh93 would run on behind it. What a shell says of a signal is said below.
		{ said=$("$node" "$cli" check "$1" 2>&1 >&3 3>&-) || ended=$?; } 3>&1 2>/dev/null
	fi
}

say_on() {
	[ -z "$said" ] || printf '%s\n' "$said" >&2 || :
}

# Something ran, and it was not mg-hook that ended: says what can be told of it.
no_answer() {
	case ,${DEBUG-}, in *[!a-z-]mg-hook[!a-z-]*) say_on ;; esac
	place=$(command -v "$node")
	so="so $checked cannot be checked for Mailgun keys"
	# The first line that names an error, or else says anything, if it is one to read.
	words=$(printf '%s\n' "$said" | readable -n -e '/[Ee][Rr][Rr][Oo][Rr]/{p;q;}' -e '/ not /{p;q;}')
	[ -n "$words" ] || words=$(printf '%s\n' "$said" | readable -n -e '/./{p;q;}')
	[ -z "$words" ] || words=" ($words)"
	if [ -n "${NODE_OPTIONS-}" ] && ! starts && (NODE_OPTIONS='' && starts); then
		cannot_check "Node.js does not start with what NODE_OPTIONS is set to$words, $so: mend NODE_OPTIONS or unset it"
	fi
	{ version=$("$node" --version </dev/null) || version=; } 2>/dev/null
	version=${version%%[!v0-9.]*}
	case $version in
	v[0-9]*.[0-9]*) ;;
	*) cannot_check "$place, which should be Node.js, does not start: it ended with $ended$words, $so: install Node.js 20.19 or newer, or put it first on PATH" ;;
	esac
	major=${version#v}
	minor=${major#*.}
	major=${major%%.*}
	if [ "$major" -lt 20 ] || { [ "$major" = 20 ] && [ "${minor%%.*}" -lt 19 ]; }; then
		cannot_check "$place is Node.js ${version#v}, and mg-hook needs 20.19 or newer, $so: put a newer one first on the PATH that git has (nvm use 22, or whatever brought this one)"
	fi
	case $ended in
	134 | 137) words=" (it may have had too little memory)$words" ;;
	esac
	cannot_check "Node.js ${version#v} ended with $ended before mg-hook had an answer$words, $so: if it does so again, see what it says of itself: node $cli check"
}

# Whether Node comes as far as running anything.
starts() {
	{ "$node" -e 0 >/dev/null </dev/null; } 2>/dev/null
}

# What sed, with these options, takes out of lines that fit into a sentence; without control characters.
readable() {
	LC_ALL=C sed -e '/.\{200\}/d' "$@" | LC_ALL=C tr -d '\000-\037\177'
}

# A hook in git's configuration (mg-hook install --global) runs before the repository's own, which may
# lead here too. The first one knows git's process (MG_HOOK_GLOBAL) and takes a note of its answer; the
# second one gives the same, without a word, if that git is still at work and has the same in hand.
# Where it does not come to starting Node, that is cheaper done twice.
answer_again() {
	content=
	note=$(git rev-parse --git-path mg-hook-answer 2>/dev/null) || return 0
	if [ -n "${MG_HOOK_GLOBAL-}" ]; then
		rm -f "$note"
		may_lead_here_again && content=$1:$(content_of "$1") || content=
	elif [ -f "$note" ]; then
		IFS=' ' read -r process answer content <"$note" || content=
		rm -f "$note"
		[ "$content" = "$1:$(content_of "$1")" ] && kill -0 "$process" 2>/dev/null && exit "$answer"
		content=
	fi
}

take_note() {
	[ -z "${content-}" ] || echo "$MG_HOOK_GLOBAL $1 $content" >"$note" || :
}

may_lead_here_again() {
	own=$(git rev-parse --git-path hooks) || return 1
	for name in pre-commit pre-merge-commit commit-msg pre-push; do
		[ ! -f "$own/$name" ] || return 0
	done
	return 1
}

# Prints what tells one content from another: what is staged, and on what; the message; or the refs of a
# push. Where that cannot be told, what is in no other process.
content_of() {
	case $1 in
	--staged)
		index=${GIT_INDEX_FILE-}
		[ -n "$index" ] || index=$(git rev-parse --git-path index) || index=
		head=$(git rev-parse --quiet --verify HEAD) || head=none
		index=$(git hash-object --no-filters -- "$index" 2>/dev/null) || index=$$
		echo "$head-$index"
		;;
	--commit-msg=*) git hash-object --no-filters -- "${1#*=}" 2>/dev/null || echo $$ ;;
	*) printf '%s\n' "$refs" | git hash-object --stdin || echo $$ ;;
	esac
}
