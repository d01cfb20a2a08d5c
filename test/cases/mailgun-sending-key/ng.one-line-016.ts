{{says code api_key}}
new MailgunTransport({ auth: { api_key: "{{!current}}", domain: "x" } })
