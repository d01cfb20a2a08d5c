{{says code -}}
API = '{{!key-{{hex32}}}}'
