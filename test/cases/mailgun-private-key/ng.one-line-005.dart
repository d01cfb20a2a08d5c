final apiKey = '{{!classic}}';
