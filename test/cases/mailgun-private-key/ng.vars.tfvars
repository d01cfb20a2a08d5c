mailgun_api_key = "{{!classic}}"
