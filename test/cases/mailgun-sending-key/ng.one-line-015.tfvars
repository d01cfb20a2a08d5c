{{says config mailgun_smtp_password}}
mailgun_smtp_password = "{{!current}}"
