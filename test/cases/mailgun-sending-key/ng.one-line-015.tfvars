mailgun_smtp_password = "{{!current}}"
