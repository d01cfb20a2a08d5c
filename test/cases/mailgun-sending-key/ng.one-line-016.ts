new MailgunTransport({ auth: { api_key: "{{!current}}", domain: "x" } })
