/** What the claims of a proof must be about. */
export interface ProofTarget {
  readonly method: string;
  /** The public address of the request. */
  readonly url: URL;
  readonly nowMs: number;
  readonly maxAgeSeconds: number;
  readonly clockSkewSeconds: number;
}

/** The identifier of a proof is kept as its hash; who makes longer ones wants something else. */
const maxIdLetters = 256;

/** One letter is tested at a time. */
const unreserved = /[\w.~-]/;

/** A path with one way to write each letter. @see RFC 3986 section 6.2.2 */
const normalPath = (path: string) =>
  path.replaceAll(/%[\da-f]{2}/gi, (code) => {
    const letter = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    // Stryker disable next-line MethodExpression: the same case for both addresses is all that counts.
    return unreserved.test(letter) ? letter : code.toUpperCase();
  });

const addressOf = (url: URL) => url.origin + normalPath(url.pathname);

/** Whether a text is the address, whatever its query and fragment are. */
function isAddress(text: unknown, url: URL): boolean {
  if (typeof text !== 'string' || !/^https?:\/\/[^\s\\]+$/i.test(text) || !URL.canParse(text)) return false;
  const given = new URL(text);
  return given.username === '' && given.password === '' && addressOf(given) === addressOf(url);
}

const isTime = (value: unknown): value is number => Number.isFinite(value);

function isOfNow({ iat, exp, nbf }: Readonly<Record<string, unknown>>, target: ProofTarget): boolean {
  const { maxAgeSeconds, clockSkewSeconds } = target;
  const nowSeconds = target.nowMs / 1000;
  if (!isTime(iat) || iat > nowSeconds + clockSkewSeconds || iat < nowSeconds - maxAgeSeconds - clockSkewSeconds)
    return false;
  const isBegun = nbf === undefined || (isTime(nbf) && nbf <= nowSeconds + clockSkewSeconds);
  return isBegun && (exp === undefined || (isTime(exp) && exp > nowSeconds - clockSkewSeconds));
}

/**
 * Checks the claims of a proof, except for the token and the nonce.
 * @returns what is wrong with it, in words after "The DPoP proof"
 * @see RFC 9449 section 4.3, checks 3 and 8 to 11
 */
export function checkProofClaims(claims: Readonly<Record<string, unknown>>, target: ProofTarget): string | undefined {
  const { jti, htm, htu } = claims;
  if (typeof jti !== 'string' || jti === '' || jti.length > maxIdLetters)
    return `must have a \`jti\` of at most ${maxIdLetters} characters`;
  if (htm !== target.method) return 'is for another method (`htm`)';
  if (!isAddress(htu, target.url))
    return 'is for another address (`htu`); behind a proxy the server needs `origin` of dpopProofs(), or `trustedForwardedHosts`';
  if (!isOfNow(claims, target)) return `must have been made within the last ${target.maxAgeSeconds} s (\`iat\`)`;
  return undefined;
}
