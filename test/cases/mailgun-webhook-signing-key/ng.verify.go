mg.SetWebhookSigningKey("{{!hex32}}") // mailgun
