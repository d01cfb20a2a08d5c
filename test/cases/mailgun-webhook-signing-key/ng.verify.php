{{says code ?}}
// mailgun webhook
$sig = hash_hmac('sha256', $timestamp . $token, '{{!hex32}}');
