{{says environment-variable KEY}}
KEY='{{!current}}'
curl -u "api:$KEY" https://api.mailgun.net/v3/x
