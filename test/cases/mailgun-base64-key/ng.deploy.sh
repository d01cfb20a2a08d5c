echo {{!base64:{{classic}}}} | base64 -d
