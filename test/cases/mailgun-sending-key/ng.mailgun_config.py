KEY = "{{!current}}"
DOMAIN = "example.org"
