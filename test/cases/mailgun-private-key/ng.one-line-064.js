{{says basic-auth -}}
`Basic ${btoa("api:{{!classic}}")}`
