{{says code MAILGUN_SECRET}}
'mailgun' => [
    'secret' => env('MAILGUN_SECRET', '{{!current}}'),
],
