{{says code MAILGUN_SECRET}}
{{says code mailgun}}
{{says code MG_KEY}}
<?php
return [
    'mailgun' => [
        'domain' => env('MAILGUN_DOMAIN'),
        'secret' => env('MAILGUN_SECRET', '{{!classic}}'),
    ],
];
$mg = Mailgun::create('{{!classic}}');
define('MG_KEY', '{{!classic}}');
