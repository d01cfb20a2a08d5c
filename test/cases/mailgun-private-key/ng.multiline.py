{{says code MAILGUN_API_KEY}}
MAILGUN_API_KEY = (
    "{{!classic}}"
)
