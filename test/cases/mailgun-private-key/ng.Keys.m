NSString *apiKey = @"{{!classic}}";
