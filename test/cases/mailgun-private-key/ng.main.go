const apiKey = "{{!classic}}"
mg := mailgun.NewMailgun("mg.example.org", "{{!classic}}")
var mgKey string = `{{!classic}}`
