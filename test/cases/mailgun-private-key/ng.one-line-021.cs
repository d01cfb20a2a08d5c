public string ApiKey { get; set; } = "{{!classic}}";
