{{says basic-auth ?}}
cu{{cut}}rl --user 'api:{{!current}}' https://api.mailgun.net/v3/domains
cu{{cut}}rl -u "api:{{!current}}" $URL
