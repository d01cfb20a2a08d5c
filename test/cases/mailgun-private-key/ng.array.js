{{says code keys}}
{{says code keys}}
{{says code -}}
const keys = ["{{!classic}}", '{{!classic}}'];
f(["{{!classic}}"]);
x = a ? "{{!classic}}" : "b";
