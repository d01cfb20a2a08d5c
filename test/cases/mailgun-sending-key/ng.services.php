'mailgun' => [
    'secret' => env('MAILGUN_SECRET', '{{!current}}'),
],
