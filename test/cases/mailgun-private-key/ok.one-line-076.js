<div key='key-{{hex32}}' />
