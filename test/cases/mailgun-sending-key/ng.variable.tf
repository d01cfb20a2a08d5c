variable "mailgun_api_key" {
  type        = string
  description = "key"
  default     = "{{!current}}"
}
