{{says code webhookSigningKey}}
{{says code mailgunSigningKey}}
module.exports = { mailgun: { webhookSigningKey: "{{!hex32}}" }, mailgunSigningKey: '{{!hex32}}' };
