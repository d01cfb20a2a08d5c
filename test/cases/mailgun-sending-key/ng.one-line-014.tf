{{says config api_key}}
module "mail" {
  source = "./mailgun"
  api_key = "{{!current}}"
}
