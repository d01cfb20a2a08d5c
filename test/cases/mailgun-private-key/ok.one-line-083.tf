resource "aws_key_pair" "a" {
  key_name = "key-{{hex32}}"
}
