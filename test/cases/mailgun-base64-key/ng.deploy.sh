{{says environment-variable -}}
echo {{!base64:{{classic}}}} | base64 -d
