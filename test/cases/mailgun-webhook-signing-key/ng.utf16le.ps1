{{says environment-variable MAILGUN_WEBHOOK_SIGNING_KEY}}
{{utf16le}}
{{bom}}
$env:MAILGUN_WEBHOOK_SIGNING_KEY = "{{!hex32}}"
