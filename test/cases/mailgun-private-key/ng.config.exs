{{says code api_key}}
config :app, App.Mailer, adapter: Bamboo.MailgunAdapter, api_key: "{{!classic}}"
