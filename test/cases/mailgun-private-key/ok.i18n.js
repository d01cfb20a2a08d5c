t("key-{{hex32}}");
$t('key-{{hex32}}');
screen.getByTestId("key-{{hex32}}");
i18n.t("key-{{hex32}}");
