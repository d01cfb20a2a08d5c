{{says config api_key}}
{{says config mailgun_key}}
provider "mailgun" {
  api_key = "{{!classic}}"
}

variable "mailgun_key" {
  type    = string
  default = "{{!classic}}"
}
