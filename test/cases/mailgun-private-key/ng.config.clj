{{says code api-key}}
{:api-key "{{!classic}}" :domain "x"}
