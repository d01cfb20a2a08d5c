services.mail.passwordFile = pkgs.writeText "pw" "{{!classic}}";
