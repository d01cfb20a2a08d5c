mg = MailgunClient(api_key='{{!current}}')
