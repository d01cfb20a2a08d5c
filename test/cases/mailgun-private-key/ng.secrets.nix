{{says config services.mail.passwordFile}}
services.mail.passwordFile = pkgs.writeText "pw" "{{!classic}}";
