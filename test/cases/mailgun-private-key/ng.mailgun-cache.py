{{says code api_key}}
# mailgun
cache_timeout = 5; api_key = "{{!classic}}"
