api_key: {:system, "MAILGUN_API_KEY", "{{!current}}"}
