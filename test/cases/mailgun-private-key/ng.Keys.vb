{{says code apiKey}}
Dim apiKey As String = "{{!classic}}"
