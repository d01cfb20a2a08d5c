{{says code apiKey}}
const host = "https://api.eu.mailgun.net";
const apiKey = "{{!current}}";
