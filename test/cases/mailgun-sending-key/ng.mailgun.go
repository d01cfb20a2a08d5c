package mail
const apiKey = "{{!current}}"
