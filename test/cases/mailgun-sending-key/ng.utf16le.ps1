{{says ? MailgunApiKey}}
{{utf16le}}
{{bom}}
{{crlf}}
$a = 1
$MailgunApiKey = '{{!current}}'
