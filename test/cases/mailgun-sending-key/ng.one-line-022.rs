{{says basic-auth auth}}
let auth = ("api", "{{!current}}");
