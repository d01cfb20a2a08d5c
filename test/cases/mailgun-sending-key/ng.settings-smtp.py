{{says code EMAIL_HOST_PASSWORD}}
EMAIL_HOST = "smtp.mailgun.org"
EMAIL_HOST_USER = "postmaster@mg.example.com"
EMAIL_HOST_PASSWORD = "{{!current}}"
