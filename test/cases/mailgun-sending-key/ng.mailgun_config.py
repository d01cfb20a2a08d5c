{{says code KEY}}
KEY = "{{!current}}"
DOMAIN = "example.org"
