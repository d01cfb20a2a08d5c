'Authorization' => "Basic {{!base64:api:{{classic}}}}"
