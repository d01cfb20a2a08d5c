// Mailgun
var apiKey = "{{!current}}";
