/** Where the wire, as browser libraries speak it, differs from the description. The wire wins. */
export const knownFrontendDeviations: readonly RegExp[] = [
  // The description lists few refusals; the service refuses what is missing or taken everywhere.
  /answer has status [45]\d\d$/,
  // Browser libraries read null where a client has no attempt, an address no verification, or a browser no client.
  /\/(sign_in|sign_up|client|(\w+_)?verification) must be object$/,
  /\/((first|second)_factor_)?verification must match exactly one schema in oneOf$/,
  // Nothing is charged, so there is no next payment.
  /\/next_payment must be object$/,
];
