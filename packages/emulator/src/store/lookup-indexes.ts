/**
 * Fields of documents that rows are found by without their scope. An index has only the rows with that field. SQLite uses it where a query
 * names the field in the same words, see `documentField`.
 */
const lookedUpFields = [
  'addressId',
  'clientId',
  'createdBy',
  'credentialId',
  'emailAddress',
  'identifier',
  'phoneNumber',
  'providerUserId',
  'role',
  'roleSetKey',
  'secret',
  'secretKey',
  'previousSecretKey',
  'slug',
  'ticket',
  'token',
  'userId',
  'web3_wallet',
] as const;

/** The text by which queries and indexes name a field of a document. `name` comes from our code, never from a request. */
export function documentFieldText(name: string): string {
  return `json_extract("data", '$."${name}"')`;
}

const onDocuments = lookedUpFields.map((name) => {
  const field = documentFieldText(name);
  return `CREATE INDEX IF NOT EXISTS "documents_${name}" ON "documents" (${field}, "kind") WHERE ${field} IS NOT NULL`;
});

const named = (table: string, column: string) =>
  `CREATE INDEX IF NOT EXISTS "${table}_${column}" ON "${table}" ("${column}")`;

/** Indexes that format 5 added: without them, finding the rows of one user or one browser reads the rows of all. */
export const lookupIndexes: readonly string[] = [
  ...onDocuments,
  // The name of a domain. Other documents have names too, and are not found by them.
  `CREATE INDEX IF NOT EXISTS "documents_domain_name" ON "documents" (${documentFieldText('name')}) WHERE "kind" = 'organization_domain'`,
  named('documents', 'scope'),
  named('sessions', 'userId'),
  named('sessions', 'clientId'),
  named('sessions', 'lastActiveOrganizationId'),
  named('dev_browsers', 'clientId'),
  named('attempts', 'clientId'),
  named('attempts', 'userId'),
  named('tickets', 'userId'),
];
