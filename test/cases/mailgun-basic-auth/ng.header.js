{{says basic-auth headers}}
{{says basic-auth -}}
headers: { Authorization: "Basic {{!base64:api:{{current}}}}", authorization: `basic {{!base64:api:{{classic}}}}` }
