/** Where the wire, as browser libraries speak it, differs from the description. The wire wins. */
export const knownFrontendDeviations: readonly RegExp[] = [
  // The description lists few refusals; the service refuses what is missing or taken everywhere.
  /answer has status [45]\d\d$/,
  // Browser libraries read null where a client has no attempt, an address no verification, or a browser no client.
  /\/(sign_in|sign_up|client|(\w+_)?verification) must be object$/,
  /\/((first|second)_factor_)?verification must match exactly one schema in oneOf$/,
  // Nothing is charged, so there is no next payment.
  /\/next_payment must be object$/,
  // A sign-up shows null for what it does not verify.
  /\/(verifications\/\w+|last_active_token|logo_image|favicon_image) must be object$/,
  /\/verifications\/\w+ must match exactly one schema in oneOf$/,
  // Browser components take an address with a strategy for prepared, so that one which is not has none.
  /\/verifications\/(email_address|phone_number)\/(object|strategy) must be/,
  // Browser libraries read these fields of the environment, and OAuth clients those of RFC 9207 and of client ID metadata documents.
  /^(get|update)Environment: answer \/(organization_settings|api_keys_settings|commerce_settings\/billing|user_settings\/social) must NOT have/,
  // A client is null or one object here, so that its known deviations are of the whole.
  /^touchSession: answer \/client must (be null|match a schema in anyOf)$/,
  /^(getOpenIDConfiguration|getOAuth2AuthorizationServerMetadata): answer {2}must NOT have additional properties$/,
];
