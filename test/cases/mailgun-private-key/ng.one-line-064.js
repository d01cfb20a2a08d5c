`Basic ${btoa("api:{{!classic}}")}`
