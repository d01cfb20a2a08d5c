const KEY: &str = "{{!classic}}";
