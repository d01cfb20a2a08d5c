{{says environment-variable mailgun.apiKey}}
{{says basic-auth -}}
{{says environment-variable password}}
helm upgrade web ./chart --set mailgun.apiKey={{!current}} --set x=1
http -a api:{{!current}} https://api.mailgun.net/v3/domains
wget --user=api --password={{!current}} https://api.mailgun.net/v3/x
