$env:MAILGUN_API_KEY = "{{!classic}}"
setx MG_KEY {{!classic}}
