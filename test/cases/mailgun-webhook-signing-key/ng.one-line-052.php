'mailgun_webhook_secret' => '{{!hex32}}',
