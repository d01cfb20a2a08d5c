#!/bin/sh
# Runs every scripts/try*.sh, and what tries installers, and says how each went; ends with 1 where one did not go as it must.
set -u

folder=$(cd "$(dirname "$0")" && pwd)
(cd "$folder/.." && npm run build) || exit 1
summary=
failed=0
for script in "$folder"/try*.sh "$folder/tryFirstCommands.mjs" "$folder/tryPackageManagers.mjs"; do
	name=$(basename "$script")
	case $name in
	tryAll.sh | tryIt.sh) continue ;;
	*.mjs) node "$script" ;;
	*) sh "$script" ;;
	esac
	case $? in
	0) said="as it must" ;;
	77) said="not tried, or not all of it: a program is missing" ;;
	*) said="FAILED" failed=1 ;;
	esac
	summary="$summary$name: $said
"
done
printf '\n%s' "$summary"
exit "$failed"
