{{says environment-variable MAILGUN_API_KEY}}
{{says environment-variable MG_KEY}}
$env:MAILGUN_API_KEY = "{{!classic}}"
setx MG_KEY {{!classic}}
