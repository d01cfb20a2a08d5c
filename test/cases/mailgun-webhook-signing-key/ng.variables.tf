{{says config mailgun_webhook_signing_key}}
variable "mailgun_webhook_signing_key" {
  default = "{{!hex32}}"
}
