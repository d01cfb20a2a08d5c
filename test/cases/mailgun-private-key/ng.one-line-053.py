API = '{{!key-{{hex32}}}}'
