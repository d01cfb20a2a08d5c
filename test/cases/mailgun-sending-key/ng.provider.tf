{{says config api_key}}
{{says environment-variable MAILGUN_KEY}}
provider "mailgun" {
  api_key = "{{!current}}"
}
resource "kubernetes_secret" "x" {
  data = {
    MAILGUN_KEY = "{{!current}}"
  }
}
