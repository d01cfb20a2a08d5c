{{says code ?}}
// verify Mailgun webhooks
const ok = crypto.createHmac("sha256", "{{!hex32}}").update(timestamp + token).digest("hex") === signature;
