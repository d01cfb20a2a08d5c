private static final String API_KEY = "{{!classic}}";
client.addFilter(new HTTPBasicAuthFilter("api", "{{!classic}}"));
