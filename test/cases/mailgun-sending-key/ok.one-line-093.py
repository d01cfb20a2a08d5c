SESSION_KEY = "{{current}}"
