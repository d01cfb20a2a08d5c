{{says code api_key}}
mg = MailgunClient(api_key='{{!current}}')
