module.exports = { mailgun: { webhookSigningKey: "{{!hex32}}" }, mailgunSigningKey: '{{!hex32}}' };
