provider "mailgun" {
  api_key = "{{!current}}"
}
resource "kubernetes_secret" "x" {
  data = {
    MAILGUN_KEY = "{{!current}}"
  }
}
