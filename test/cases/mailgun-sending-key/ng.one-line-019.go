{{says code mailgun.NewMailgun}}
m := mailgun.NewMailgun(
\t"mg.example.com",
\t"{{!current}}",
)
