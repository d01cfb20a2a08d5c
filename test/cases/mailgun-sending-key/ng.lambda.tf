{{says environment-variable MAILGUN_API_KEY}}
environment {
  variables = {
    MAILGUN_API_KEY = "{{!current}}"
  }
}
