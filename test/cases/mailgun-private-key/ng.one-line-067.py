r"\b{{!classic}}\b"
