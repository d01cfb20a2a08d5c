{{says code MAILGUN_API_KEY}}
ANYMAIL = {
    "MAILGUN_API_KEY": "{{!current}}",
    "MAILGUN_SENDER_DOMAIN": "mg.example.com",
}
