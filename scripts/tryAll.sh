#!/bin/sh
# Runs every scripts/try*.sh and says how each went; ends with 1 where one did not go as it must.
set -u

folder=$(cd "$(dirname "$0")" && pwd)
(cd "$folder/.." && npm run build) || exit 1
summary=
failed=0
for script in "$folder"/try*.sh; do
	name=$(basename "$script" .sh)
	case $name in tryAll | tryIt) continue ;; esac
	sh "$script"
	case $? in
	0) said="as it must" ;;
	77) said="not tried: a program is missing" ;;
	*) said="FAILED" failed=1 ;;
	esac
	summary="$summary$name: $said
"
done
printf '\n%s' "$summary"
exit "$failed"
