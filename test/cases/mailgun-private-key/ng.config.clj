{:api-key "{{!classic}}" :domain "x"}
