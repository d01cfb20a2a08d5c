s3.getObject({ Bucket: "b", Key: "key-{{hex32}}" });
document.getElementById("key-{{hex32}}");
document.querySelector("#key-{{hex32}}");
import x from "./key-{{hex32}}.js";
localStorage.getItem("key-{{hex32}}");
