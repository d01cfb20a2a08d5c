# shellcheck shell=sh disable=SC2154 # the hook sets them
# The gate: it succeeds where it is certain, without Node, that there is no key, and fails on any doubt.
# A hook sources it with $hooks, this folder.
#
# Every process costs a millisecond or two of each commit: none is started that is not needed.

# Succeeds where the gate may answer, with these patterns: what a configuration says is for Node to
# read. package.json is read beside what comes next: `no_configuration` waits for it.
open_gate() {
	# Git starts hooks at the root of the work tree, where a configuration lies.
	[ "${MG_HOOK_GATE-}" != 0 ] && [ -e .git ] && [ -s "$1" ] || return 1
	for file in mg-hook.config.json .mg-hookrc .mg-hookrc.json .mg-hookrc.yaml .mg-hookrc.yml; do
		[ -e "$file" ] && return 1
	done
	reading=
	[ -e package.json ] || return 0
	# Configuration, not a dependency or a script of that name.
	GREP_OPTIONS='' LC_ALL=C grep -Eq '"mg-hook"[[:space:]]*(:[[:space:]]*([{]|$)|$)' package.json 2>/dev/null &
	reading=$!
}

no_configuration() {
	[ -n "$reading" ] || return 0
	wait "$reading"
	[ $? = 1 ]
}

# The message as a whole, with comments and the patch below the scissors that git takes out: what they
# hold is a doubt. No other encoding hides a key, since git takes no NUL byte in a message.
no_key_in() {
	open_gate "$hooks/gate.ere" || return 1
	GREP_OPTIONS='' LC_ALL=C grep -Eq -f "$hooks/gate.ere" -- "$1" 2>/dev/null
	[ $? = 1 ] && no_configuration
}

# git names the staged files that hold none of the patterns: only where those are all that is staged
# is the commit clean. Whatever makes git skip a file, or read it otherwise, leaves its name out.
no_key_staged() {
	open_gate "$hooks/gate.pcre" || return 1
	# :100644 100644 1c59427… c6a8a2d… M<TAB>path
	changed=$(LC_ALL=C GIT_NO_REPLACE_OBJECTS=1 git -c core.quotePath=false -c core.fsmonitor=false diff --cached --raw --no-abbrev --no-renames --diff-filter=d --ignore-submodules=all --no-relative --no-ext-diff --no-color -O/dev/null) || return 1
	no_configuration || return 1
	[ -n "$changed" ] || return 0
	set -f
	IFS='
'
	# shellcheck disable=SC2086 # split at line ends
	set -- $changed
	if [ $# -gt 64 ]; then
		none_of_many "$@"
		return
	fi
	paths=
	kinds=
	for line; do
		paths="$paths${line#*	}$IFS"
		line=${line%%	*}
		kinds=$kinds${line##* }
	done
	threads=1
	[ $# -gt 1 ] && threads=4
	found_none -f "$hooks/gate.pcre" && return 0

	# In a new file every line is new. In changed ones the find may be an old line: look at the lines,
	# where there are no NUL bytes (UTF-16), which this engine does not see.
	case $kinds in
	*[!M]*) return 1 ;;
	esac
	found_none -e '\x00' || return 1
	read -r posix <"$hooks/gate.ere" && [ -n "$posix" ] || return 1
	# Without --name-only, git looks no further than the first file.
	changed=$(LC_ALL=C GIT_NO_REPLACE_OBJECTS=1 git -c core.fsmonitor=false -c core.autocrlf=true -c core.trustctime=true -c core.checkStat=default diff --cached --name-only --text --diff-algorithm=myers --no-indent-heuristic --no-renames --ignore-submodules=all --no-relative --no-ext-diff --no-textconv --no-color -O/dev/null -G"$posix") || return 1
	[ -z "$changed" ]
}

# By path, since git checks the hash of an object that it is given by name, which takes longer than
# all the rest. A path that git quotes, a link or a submodule is not found and so is a doubt.
found_none() {
	# shellcheck disable=SC2086 # split at line ends
	clean=$(LC_ALL=C GIT_NO_REPLACE_OBJECTS=1 git --literal-pathspecs -c core.quotePath=false -c core.fsmonitor=false grep -L --cached --threads="$threads" --full-name --text --no-textconv --no-recurse-submodules --no-color -P "$@" -- $paths 2>/dev/null)
	[ "$clean$IFS" = "$paths" ]
}

# Looking up each path costs a pass over the index: many files get an index of their own, in which
# their names are numbers.
none_of_many() {
	[ -n "${GIT_INDEX_FILE-}" ] || return 1
	index=$GIT_INDEX_FILE.mg-hook.$$
	trap 'rm -f -- "$index" "$index.lock"; exit 2' HUP INT TERM
	clean=
	number=0
	for line; do
		line=${line#* * * }
		number=$((number + 1))
		echo "100644 ${line%% *}	$number"
	done | GIT_INDEX_FILE=$index git -c core.hooksPath=/dev/null -c core.fsmonitor=false -c core.splitIndex=false -c core.sparseCheckout=false update-index --index-info 2>/dev/null &&
		clean=$(LC_ALL=C GIT_NO_REPLACE_OBJECTS=1 GIT_INDEX_FILE=$index git -c core.fsmonitor=false grep -L --cached --threads=4 --text --no-textconv --no-recurse-submodules --no-color -P -f "$hooks/gate.pcre" 2>/dev/null)
	rm -f -- "$index" "$index.lock"
	trap - HUP INT TERM
	number=$#
	# shellcheck disable=SC2086
	set -- $clean
	[ $# = "$number" ]
}
