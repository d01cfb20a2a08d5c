environment {
  variables = {
    MAILGUN_API_KEY = "{{!current}}"
  }
}
