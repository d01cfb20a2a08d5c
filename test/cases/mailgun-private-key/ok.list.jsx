<Item key="key-{{hex32}}" data-testid="key-{{hex32}}" />
<Row key={"key-{{hex32}}"} className="a key-{{hex32}}" />
