provider "mailgun" {
  api_key = "{{!classic}}"
}

variable "mailgun_key" {
  type    = string
  default = "{{!classic}}"
}
