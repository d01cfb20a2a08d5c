Unirest.post(url).basicAuth("api", "{{!current}}");
