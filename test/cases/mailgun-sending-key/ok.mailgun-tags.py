data = {"v:order": "{{current}}", "o:tag": "{{current}}", "v:user-id": "{{current}}"}  # mailgun
idempotency_key = "{{current}}"
