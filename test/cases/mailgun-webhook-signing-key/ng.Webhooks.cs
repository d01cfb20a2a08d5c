private const string MailgunWebhookSigningKey = "{{!hex32}}";
