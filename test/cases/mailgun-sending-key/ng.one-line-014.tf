module "mail" {
  source = "./mailgun"
  api_key = "{{!current}}"
}
