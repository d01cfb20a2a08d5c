{{says basic-auth ?}}
curl https://api.mailgun.net/v3/x/messages -u api:{{!current}} -F to=x
