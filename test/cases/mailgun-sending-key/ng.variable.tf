{{says config mailgun_api_key}}
variable "mailgun_api_key" {
  type        = string
  description = "key"
  default     = "{{!current}}"
}
