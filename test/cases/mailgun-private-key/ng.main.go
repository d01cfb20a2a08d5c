{{says code apiKey}}
{{says code ?}}
{{says code mgKey}}
const apiKey = "{{!classic}}"
mg := mailgun.NewMailgun("mg.example.org", "{{!classic}}")
var mgKey string = `{{!classic}}`
