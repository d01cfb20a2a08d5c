{{says environment-variable MAILGUN_API_KEY}}
set "MAILGUN_API_KEY={{!classic}}"
