{{says code config.api_key}}
{{says connection-string -}}
Mailgun.configure { |config| config.api_key = '{{!classic}}' }
RestClient.post "https://api:{{!classic}}@api.mailgun.net/v3/example.org/messages", from: "x"
