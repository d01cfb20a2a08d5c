{{says code api_key}}
{{says code password}}
config.action_mailer.mailgun_settings = { api_key: '{{!current}}', domain: 'mg.example.com' }
config.action_mailer.smtp_settings = { address: 'smtp.mailgun.org', password: '{{!current}}' }
