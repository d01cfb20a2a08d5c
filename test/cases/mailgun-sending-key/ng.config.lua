local mailgun_key = "{{!current}}"
