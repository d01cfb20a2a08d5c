{{says code apiKey}}
{{says code MAILGUN_API_KEY}}
{{says code Mailgun}}
const mailgun = require("mailgun-js")({ apiKey: "{{!classic}}", domain: "mg.example.org" });
const key = process.env.MAILGUN_API_KEY || '{{!classic}}';
const mg = new Mailgun(`{{!classic}}`);
