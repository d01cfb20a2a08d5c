{{says basic-auth -}}
curl -s --user \
  'api:{{!current}}' \
  https://api.mailgun.net/v3/messages
