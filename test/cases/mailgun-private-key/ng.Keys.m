{{says code apiKey}}
NSString *apiKey = @"{{!classic}}";
