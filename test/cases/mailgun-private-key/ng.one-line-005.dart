{{says code apiKey}}
final apiKey = '{{!classic}}';
