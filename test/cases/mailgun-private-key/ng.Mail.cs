{{says basic-auth ?}}
client.Authenticator = new HttpBasicAuthenticator("api", "{{!classic}}");
