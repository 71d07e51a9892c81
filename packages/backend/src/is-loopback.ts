/**
 * Whether a URL leads to this machine. The host is compared whole, as URLs are read: `127.evil.example` and
 * `localhost.evil.example` are names of other machines.
 * @see RFC 6761 section 6.3, RFC 5735 section 3, RFC 4291 section 2.5.3
 */
export function isLoopback({ hostname }: URL): boolean {
  const name = hostname.replace(/\.$/, '');
  return name === 'localhost' || name.endsWith('.localhost') || /^127(\.\d+){3}$/.test(name) || name === '[::1]';
}
