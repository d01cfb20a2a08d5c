const expected = crypto.createHmac("sha256", process.env.MAILGUN_WEBHOOK_SIGNING_KEY).update(x).digest("hex");
const md5 = "{{hex32}}";
