{{says code -}}
r"\b{{!classic}}\b"
