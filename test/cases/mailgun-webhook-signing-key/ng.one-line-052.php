{{says code mailgun_webhook_secret}}
'mailgun_webhook_secret' => '{{!hex32}}',
