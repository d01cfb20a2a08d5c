ENV A=b MAILGUN_API_KEY={{!current}}
