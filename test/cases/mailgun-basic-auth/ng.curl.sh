curl -H "Authorization: Basic {{!base64:api:{{current}}}}" https://api.mailgun.net/v3/x
curl -H 'authorization:basic {{!base64:api:{{classic}}}}' $URL
