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
		cannot_check "mg-hook is not whole (there is no dist/cli.js beside $hooks), so $checked cannot be checked for Mailgun keys: install it anew (one from Git with its scripts: not --ignore-scripts; in a clone of mg-hook, run npm run build)"
	command -v node >/dev/null ||
		cannot_check "Node.js is not on PATH, so $checked cannot be checked for Mailgun keys: install Node.js 20.19 or newer, or put it on PATH"
	export MG_HOOK_SILENT=1
	exec node "$hooks/../dist/cli.js" check "$1"
}
