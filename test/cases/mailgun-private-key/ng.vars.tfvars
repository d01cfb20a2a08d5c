{{says config mailgun_api_key}}
mailgun_api_key = "{{!classic}}"
