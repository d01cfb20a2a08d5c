my $api_key = '{{!classic}}';
