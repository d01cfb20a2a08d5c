{{says code api_key}}
config :my_app, MyApp.Mailer,
  adapter: Swoosh.Adapters.Mailgun,
  api_key: "{{!current}}",
  domain: "example.com"
