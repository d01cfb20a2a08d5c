{{says code KEY}}
const KEY: &str = "{{!classic}}";
