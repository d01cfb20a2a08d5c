curl_setopt($ch, CURLOPT_USERPWD, 'api:{{!current}}');
$auth = base64_encode('api:' . '{{!current}}');
