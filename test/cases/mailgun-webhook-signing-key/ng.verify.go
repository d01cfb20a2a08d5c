{{says code mg.SetWebhookSigningKey}}
mg.SetWebhookSigningKey("{{!hex32}}") // mailgun
