{{says code apiKey}}
// Mailgun
var apiKey = "{{!current}}";
