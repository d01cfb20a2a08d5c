{{says code apiKey}}
package mail
const apiKey = "{{!current}}"
