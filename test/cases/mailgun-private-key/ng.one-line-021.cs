{{says code ?}}
public string ApiKey { get; set; } = "{{!classic}}";
