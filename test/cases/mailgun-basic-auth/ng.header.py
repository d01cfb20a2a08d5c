{{says basic-auth headers}}
headers = {'Authorization': b'Basic {{!base64:api:{{classic}}}}'}
