{{says code apiKey}}
Configuration c = new Configuration().domain("x").apiKey("{{!classic}}");
