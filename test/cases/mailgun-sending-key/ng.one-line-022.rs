let auth = ("api", "{{!current}}");
