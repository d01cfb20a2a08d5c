client.Authenticator = new HttpBasicAuthenticator("api", "{{!classic}}");
