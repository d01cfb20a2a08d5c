{{says code apiKey}}
{{says code ?}}
update_option('mailgun', array('apiKey' => '{{!classic}}', 'domain' => 'x'));
a:2:{s:6:"apiKey";s:36:"{{!classic}}";s:6:"domain";s:1:"x";}
