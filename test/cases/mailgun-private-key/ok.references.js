const key = process.env.MAILGUN_API_KEY;
const mg = mailgun({ apiKey: config.get("mailgun.key"), domain });
const masked = `key-${id}`;
