d["key-{{hex32}}"] = 1
m.get("key-{{hex32}}")
if store.has('key-{{hex32}}'): pass
obj.delete("key-{{hex32}}")
