{{utf16le}}
{{bom}}
$env:MAILGUN_WEBHOOK_SIGNING_KEY = "{{!hex32}}"
