const keys = ["{{!classic}}", '{{!classic}}'];
f(["{{!classic}}"]);
x = a ? "{{!classic}}" : "b";
