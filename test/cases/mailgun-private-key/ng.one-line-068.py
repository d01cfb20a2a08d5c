CACHES = {}
MAILGUN_ACCESS_KEY = '{{!classic}}'
