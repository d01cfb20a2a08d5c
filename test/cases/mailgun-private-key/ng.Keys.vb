Dim apiKey As String = "{{!classic}}"
