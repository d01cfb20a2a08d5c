{{says code api_key}}
my $api_key = '{{!classic}}';
