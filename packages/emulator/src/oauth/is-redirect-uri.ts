/** Schemes that run code in a browser, or show what nobody serves. */
const refusedSchemes: readonly string[] = ['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'about:'];

/** True for an address that an application may register. Native applications use schemes of their own. */
export function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hash } = new URL(text);
  return hash === '' && !refusedSchemes.includes(protocol);
}
