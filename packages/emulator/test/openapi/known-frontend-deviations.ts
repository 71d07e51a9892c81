/** Where the wire, as browser libraries speak it, differs from the description. The wire wins. */
export const knownFrontendDeviations: readonly RegExp[] = [
  // The description lists few refusals; the service refuses what is missing or taken everywhere.
  /answer has status (4\d\d|501)$/,
  // A call that only reads brings no client: it would replace the one that the browser has.
  /^(get|Get|list|List|read|Read)\w+: answer \/client must be object$/,
  // Browser libraries read these fields of the environment, and OAuth clients those of RFC 9207 and of client ID metadata documents.
  /^(get|update)Environment: answer \/(organization_settings|api_keys_settings|commerce_settings\/billing|user_settings\/social) must NOT have/,
  /^(getOpenIDConfiguration|getOAuth2AuthorizationServerMetadata): answer {2}must NOT have additional properties$/,
  // Components take an address with a strategy for prepared, so that one that is not has none.
  /\/verifications\/(email_address|phone_number)( must match exactly one|\/(strategy|object) must)/,
];
