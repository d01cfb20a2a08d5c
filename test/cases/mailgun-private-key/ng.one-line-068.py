{{says code MAILGUN_ACCESS_KEY}}
CACHES = {}
MAILGUN_ACCESS_KEY = '{{!classic}}'
