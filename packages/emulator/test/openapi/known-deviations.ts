/** Where the wire, as clients speak it, differs from the description. The wire wins. */
export const known: readonly RegExp[] = [
  // The description lists few refusals; the service refuses what is missing or taken everywhere.
  /answer has status 4\d\d$/,
  // Clients send `paginated=true` and read an object with `data`; the description has the bare list.
  /^(List(AllowlistIdentifiers|Invitations|JWTTemplates|RedirectURLs)|Get(ClientList|SessionList|OAuthAccessToken)): answer {2}must be array$/,
  // Routes the official client calls and the description does not have.
  /^POST \/(accountless_applications|email|sessions\/\{id\}\/verify)/,
  /^DELETE \/invitations\/\{id\}: no such operation/,
  // Clients read `invitation: null` where there is none.
  /WaitlistEntr\w+: answer \S*\/invitation must be object$/,
  // Clients read `public_organization_data` of every invitation, and the ids of verifications and settings.
  /OrganizationInvitation\w*: answer (\/data\/\*)? ?must NOT have additional properties$/,
  /verification must (NOT have additional properties|match exactly one schema in oneOf)$/,
  /verification\/(object|strategy|status) must /,
  /OrganizationSettings: answer {2}must NOT have additional properties$/,
  // Billing: clients read the plan inside each item and `next_payment: null`; the description knows two forms of plans.
  /(Subscription|SubscriptionItem\w*): answer .*(additional properties|\/plan|next_payment|payment_source_id|proration_date)/,
  // Clients read `aud` and `type` of OAuth access tokens.
  /^verifyOAuthAccessToken: answer {2}(must|lacks active)/,
];
