#!/bin/sh
# Tries mg-hook/secretlint with the command of each secretlint that this Node.js takes, as npm installs
# both. Run it after npm run build; ends with 0 where all went as it must.
set -eu

# shellcheck source=scripts/tryIt.sh
. "$(dirname "$0")/tryIt.sh"
need npm npx node
new_folder
tarball=$folder/$(cd "$package" && npm pack --ignore-scripts --silent --pack-destination "$folder")
make_key

lint() {
	npx secretlint --no-color "$@"
}

for version in 9 10 11 12 13; do
	if [ "$version" = 13 ] && ! node -e 'process.exit(Number.parseInt(process.versions.node) < 22 ? 1 : 0)'; then
		step "secretlint 13 needs Node.js 22: not tried"
		continue
	fi
	step "secretlint $version"
	mkdir "$folder/$version"
	cd "$folder/$version"
	npm init -y >/dev/null
	npm install --no-audit --no-fund --loglevel error --ignore-scripts "$tarball" "secretlint@$version" \
		"@secretlint/secretlint-rule-filter-comments@$version"
	# No binary of re2 is built here: that of the checkout, where there is one.
	if [ -d "$package/node_modules/re2/build" ] && [ -d node_modules/re2 ]; then
		cp -R "$package/node_modules/re2/build" node_modules/re2/
	fi
	cat >.secretlintrc.json <<-END
		{ "rules": [{ "id": "mg-hook/secretlint" }, { "id": "@secretlint/secretlint-rule-filter-comments" }] }
	END
	echo "A=1" >clean.env
	head -c 5000 /dev/urandom >clean.bin
	{
		echo "MAILGUN_API_KEY=$key # mg-hook:allow"
		echo "MAILGUN_API_KEY=$key # secretlint-disable-line mg-hook/secretlint"
	} >allowed.env
	must_pass lint clean.env clean.bin allowed.env

	printf 'A=1\r\nMAILGUN_API_KEY=%s\r\n' "$key" >keys.env
	iconv -t UTF-16LE keys.env >wide.bin
	for format in stylish compact table unix; do
		if lint --format "$format" keys.env wide.bin >"$said" 2>&1; then fail "$format: passed with a key"; fi
		if grep -q "$key" "$said"; then fail "$format: showed the key"; fi
		must_say 'keys\.env'
		must_say 'wide\.bin'
		must_say 'found a Mailgun key'
	done
	if lint --format mask-result keys.env >"$said" 2>&1; then fail "passed with a key"; fi
	must_say '^MAILGUN_API_KEY=\*{36}'
	if lint --format json keys.env >"$said" 2>&1; then fail "passed with a key"; fi
	must_say '"docsUrl":"https://github\.com/mg-hook/mg-hook/blob/main/docs/api\.md#MAILGUN_KEY"'
	must_say '"start":\{"line":2,"column":16\}'

	# The engine that is asked for, and is not there.
	rm -rf node_modules/re2
	code=0
	MG_HOOK_ENGINE=re2 lint clean.env >"$said" 2>&1 || code=$?
	[ "$code" = 2 ] || fail "ended with $code without an engine"
	must_say 'CannotCheck'
done

done_well
