Mailgun::Client.new '{{!current}}'
