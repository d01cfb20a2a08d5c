{{says code Mailgun}}
Mailgun::Client.new '{{!current}}'
