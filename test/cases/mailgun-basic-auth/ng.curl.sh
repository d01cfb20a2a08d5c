{{says basic-auth ?}}
cu{{cut}}rl -H "Authorization: Basic {{!base64:api:{{current}}}}" https://api.mailgun.net/v3/x
cu{{cut}}rl -H 'authorization:basic {{!base64:api:{{classic}}}}' $URL
