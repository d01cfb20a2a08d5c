{{says environment-variable MAILGUN_API_KEY}}
{{utf16le}}
{{bom}}
{{crlf}}
# größe
$env:MAILGUN_API_KEY = "{{!classic}}"
$x = 1
