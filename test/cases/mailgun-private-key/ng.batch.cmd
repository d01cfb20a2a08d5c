set "MAILGUN_API_KEY={{!classic}}"
