{{says environment-variable MAILGUN_API_KEY}}
ENV A=b MAILGUN_API_KEY={{!current}}
