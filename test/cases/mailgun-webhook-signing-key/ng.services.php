{{says code MAILGUN_WEBHOOK_SIGNING_KEY}}
'mailgun' => [
    'webhook_signing_key' => env('MAILGUN_WEBHOOK_SIGNING_KEY', '{{!hex32}}'),
],
