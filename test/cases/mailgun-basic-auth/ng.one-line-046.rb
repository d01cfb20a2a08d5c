{{says basic-auth -}}
'Authorization' => "Basic {{!base64:api:{{classic}}}}"
