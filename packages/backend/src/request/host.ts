/** Names that are sure to be good hosts: neither numbers, which may be a wrong address, nor encoded ones. */
const plainHost = /^(?!.*xn--)(?:[a-z\d-]+\.)*[a-z][a-z\d-]*(?::\d{1,4})?$/i;
/** Everything a host with its port may consist of. @see RFC 3986 section 3.2.2 */
const hostCharacters = /^[\w.~!$&'()*+,;=%:[\]-]+$/;

/** Most requests of a server name the same host. */
let lastGood = '';

/** Whether a text is a host, with or without port, and nothing else: no user, path or white space. @see RFC 9110 section 7.2 */
export function isHost(text: string): boolean {
  if (text === lastGood) return true;
  const isGood = plainHost.test(text) || (hostCharacters.test(text) && URL.canParse(`http://${text}`));
  if (isGood) lastGood = text;
  return isGood;
}
