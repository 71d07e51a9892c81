/** Path under which the Frontend API is proxied unless another is named. */
export const DEFAULT_PROXY_PATH = '/__clerk';

/** Leaves out the slashes at the end. */
export function stripTrailingSlashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
}

/** Whether a path belongs to the proxy: the prefix itself, or below it. */
export function matchProxyPath(pathname: string, options: { readonly proxyPath?: string | undefined } = {}): boolean {
  const prefix = stripTrailingSlashes(options.proxyPath ?? DEFAULT_PROXY_PATH) || DEFAULT_PROXY_PATH;
  return pathname === prefix || pathname.startsWith(`${prefix}/`);
}
