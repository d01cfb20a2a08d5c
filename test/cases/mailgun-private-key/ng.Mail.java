{{says code API_KEY}}
{{says basic-auth ?}}
private static final String API_KEY = "{{!classic}}";
client.addFilter(new HTTPBasicAuthFilter("api", "{{!classic}}"));
