{{says basic-auth CURLOPT_USERPWD}}
{{says code auth}}
curl_setopt($ch, CURLOPT_USERPWD, 'api:{{!current}}');
$auth = base64_encode('api:' . '{{!current}}');
