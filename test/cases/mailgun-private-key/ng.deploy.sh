{{says basic-auth ?}}
{{says basic-auth ?}}
{{says environment-variable MAILGUN_KEY}}
{{says environment-variable MAILGUN_API_KEY}}
{{says environment-variable __KEY__}}
{{says environment-variable -}}
#!/bin/sh
cu{{cut}}rl -s --user 'api:{{!classic}}' https://api.mailgun.net/v3/example.org/log
cu{{cut}}rl -u api:{{!classic}} "https://api.eu.mailgun.net/v3/domains"
KEY=${MAILGUN_KEY:-{{!classic}}}
heroku config:set MAILGUN_API_KEY={{!classic}} --app web
sed -i "s/__KEY__/{{!classic}}/" mailgun.conf
printf '%s\n' {{!classic}}|pbcopy
