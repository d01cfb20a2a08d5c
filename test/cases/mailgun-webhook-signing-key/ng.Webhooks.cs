{{says code MailgunWebhookSigningKey}}
private const string MailgunWebhookSigningKey = "{{!hex32}}";
