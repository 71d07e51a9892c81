import { isLoopback } from '../is-loopback.js';

/** Fragment, query and user never belong to one; what is not printable ASCII is encoded in the form that URLs are compared in. */
const plain = /^https?:\/\/[^\s?#@"\\]+$/;

/** The one form of the address that tokens name; undefined if it cannot be a resource. */
function canonical(text: string): string | undefined {
  if (!plain.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && !isLoopback(url)) return undefined;
  // Without a path both forms mean the same, and the shorter one is the usual one.
  return url.pathname === '/' ? url.origin : url.href;
}

/**
 * Checks the address of a server that tokens are for. It must be written as tokens and metadata write it, because they are compared letter
 * for letter: host in lower case, no default port, no query, no user.
 * @returns what is expected, or undefined if the value is fine
 * @see RFC 8707 section 2, RFC 9728 section 1.2
 */
export function checkResource(value: unknown): string | undefined {
  const expected = 'the public https address of this server (http only on this machine)';
  const form = typeof value === 'string' ? canonical(value) : undefined;
  if (form === undefined) return `${expected}, without user, query and fragment`;
  return value === form || value === `${form}/` ? undefined : `${expected}, in the form \`${form}\``;
}

/** The values of `aud` that name a resource: it alone, or without a path also with the slash that URL libraries add. */
export function audiencesOf(resource: string): readonly string[] {
  const { pathname, origin } = new URL(resource);
  return pathname === '/' ? [origin, `${origin}/`] : [resource];
}

/**
 * Where the metadata of a resource is: the well-known path is inserted between host and path.
 * @see RFC 9728 section 3.1
 */
export function resourceMetadataUrl(resource: string): string {
  const { pathname, origin } = new URL(resource);
  return `${origin}/.well-known/oauth-protected-resource${pathname === '/' ? '' : pathname}`;
}
