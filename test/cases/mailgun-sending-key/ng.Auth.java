{{says basic-auth basicAuth}}
Unirest.post(url).basicAuth("api", "{{!current}}");
