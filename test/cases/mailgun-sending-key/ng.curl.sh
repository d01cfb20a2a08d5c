curl --user 'api:{{!current}}' https://api.mailgun.net/v3/domains
curl -u "api:{{!current}}" $URL
