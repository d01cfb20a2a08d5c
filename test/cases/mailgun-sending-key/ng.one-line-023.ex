{{says code MAILGUN_API_KEY}}
api_key: {:system, "MAILGUN_API_KEY", "{{!current}}"}
