/** The parameters of a challenge; absent ones are left out. */
export interface ChallengeParams {
  /** RFC 6750 section 3.1, RFC 9449 section 7.1; absent where the request had no token. */
  readonly error?: 'invalid_token' | 'insufficient_scope' | 'invalid_dpop_proof' | 'use_dpop_nonce' | undefined;
  /** Algorithms of DPoP proofs. */
  readonly algorithms?: readonly string[] | undefined;
  /** The scopes that the request needs. */
  readonly scopes?: readonly string[] | undefined;
  /** Where it is described how to get a token. */
  readonly metadataUrl?: string | undefined;
}

/** Printable ASCII. A header with anything else could not be sent, or would be read as another one. */
const printable = /^[ -~]+$/;

/** A quoted string of HTTP. @see RFC 9110 section 5.6.4 */
function parameter(name: string, value: string | undefined): readonly string[] {
  if (value === undefined || !printable.test(value)) return [];
  return [`${name}="${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`];
}

/**
 * The value of `WWW-Authenticate` for clients that get their token from an OAuth server.
 * @param scheme - default `Bearer`
 * @see RFC 6750 section 3, RFC 9728 section 5.1, RFC 9449 section 7.1
 */
export function bearerChallenge(
  { error, algorithms = [], scopes = [], metadataUrl }: ChallengeParams,
  scheme = 'Bearer',
): string {
  const params = [
    ...parameter('error', error),
    ...parameter('algs', algorithms.join(' ') || undefined),
    ...parameter('resource_metadata', metadataUrl),
    ...parameter('scope', scopes.join(' ')),
  ];
  return params.length === 0 ? scheme : `${scheme} ${params.join(', ')}`;
}
